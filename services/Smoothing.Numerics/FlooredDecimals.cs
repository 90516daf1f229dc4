using System.Globalization;
using System.Numerics;

namespace Smoothing.Numerics;

/// <summary>A number that is written in decimals that never say more than it: 0.99999 in 4 decimals is "0.9999".
/// </summary>
public readonly record struct FlooredDecimals : ISpanFormattable
{
    private readonly double _value;
    private readonly int _decimals;

    /// <summary>A number, and in how many decimals it is written.</summary>
    /// <param name="value">Finite.</param>
    /// <param name="decimals">Digits after the point. In [0, 1100].</param>
    public FlooredDecimals(double value, int decimals)
    {
        Require.Finite(value);
        Require.Within(decimals, 0, 1100);
        (_value, _decimals) = (value, decimals);
    }

    /// <returns>The largest number of that many decimals that is at most the value; invariant culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{this}");

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var (numerator, exponent) = Integer(_value);
        // 53 bits times 10^19 are 117.
        if (_value >= 0 && _decimals is > 0 and <= 19 && exponent is <= 0 and > -128)
        {
            return TryFormat((UInt128)numerator, -exponent, destination, out charsWritten);
        }

        var text = Text(numerator, exponent);
        charsWritten = text.TryCopyTo(destination) ? text.Length : 0;
        return charsWritten > 0;
    }

    // numerator / 2^shift
    private bool TryFormat(UInt128 numerator, int shift, Span<char> destination, out int charsWritten)
    {
        var power = UInt128.One;
        for (var i = 0; i < _decimals; i++)
        {
            power *= 10;
        }

        var (whole, fraction) = UInt128.DivRem((numerator * power) >> shift, power);
        if (!whole.TryFormat(destination, out var point, default, CultureInfo.InvariantCulture)
            || destination.Length <= point + _decimals)
        {
            charsWritten = 0;
            return false;
        }

        destination[point] = '.';
        charsWritten = point + 1 + _decimals;
        var rest = (ulong)fraction;
        for (var i = charsWritten - 1; i > point; i--)
        {
            (rest, var digit) = Math.DivRem(rest, 10);
            destination[i] = (char)('0' + digit);
        }

        return true;
    }

    private string Text(long numerator, int exponent)
    {
        var floor = (numerator * BigInteger.Pow(10, _decimals)) << exponent;
        var digits = BigInteger.Abs(floor).ToString(CultureInfo.InvariantCulture).PadLeft(_decimals + 1, '0');
        var sign = floor.Sign < 0 ? "-" : "";
        return _decimals == 0 ? sign + digits : $"{sign}{digits[..^_decimals]}.{digits[^_decimals..]}";
    }

    // value = Numerator 2^Exponent, exactly.
    private static (long Numerator, int Exponent) Integer(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var fraction = bits & 0xF_FFFF_FFFF_FFFF;
        var exponent = (int)(bits >> 52) & 0x7FF;
        var magnitude = exponent == 0 ? fraction : fraction | (1L << 52);
        return (bits < 0 ? -magnitude : magnitude, Math.Max(exponent, 1) - 1075);
    }
}
