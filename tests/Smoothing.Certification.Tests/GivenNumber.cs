using System.Globalization;
using System.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>A given value of 17 significant digits, compared exactly with doubles.</summary>
internal sealed class GivenNumber
{
    private readonly BigInteger _digits;
    private readonly int _exponent;

    /// <summary>Twice the value is digits · 10^exponent, with half a unit of the 17th digit being 1.</summary>
    internal GivenNumber(string text)
    {
        var parts = text.Split('e');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        _digits = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        _exponent = (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0)
            - (parts[0].Length - 1 - point);
        while (!_digits.IsZero && _digits < BigInteger.Pow(10, 16))
            (_digits, _exponent) = (_digits * 10, _exponent - 1);
        _digits *= 2;
    }

    /// <summary>The value is at most the given one, but for its rounding, and near it.</summary>
    internal void IsAtLeast(double value, double loss)
    {
        Assert.True(Compare(value, _digits + 1) <= 0, $"{value:R} is above the given value");
        Assert.True(Compare(value + (value * loss), _digits - 1) >= 0, $"{value:R} is far below the given value");
    }

    /// <summary>The value is at least the given one, but for its rounding, and near it.</summary>
    internal void IsAtMost(double value, double loss)
    {
        Assert.True(Compare(value, _digits - 1) >= 0, $"{value:R} is below the given value");
        Assert.True(Compare(value - (value * loss), _digits + 1) <= 0, $"{value:R} is far above the given value");
    }

    private int Compare(double value, BigInteger digits)
    {
        var (numerator, shift) = Dyadic.Parts(value);
        var (left, right) = (2 * numerator, digits);
        if (_exponent < 0)
            left *= BigInteger.Pow(10, -_exponent);
        else
            right *= BigInteger.Pow(10, _exponent);
        return left.CompareTo(right << shift);
    }
}
