using System.Globalization;
using System.Numerics;

namespace Smoothing.Numerics.Tests;

/// <summary>An exact fraction: what doubles are compared with. The denominator is positive, not reduced.</summary>
internal readonly record struct Rational(BigInteger Numerator, BigInteger Denominator)
{
    public static Rational Zero => new(0, 1);

    public static implicit operator Rational(double value)
    {
        Assert.True(double.IsFinite(value), $"{value} is not a finite number.");
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & 0xF_FFFF_FFFF_FFFF;
        var magnitude = (BigInteger)(biased == 0 ? fraction : fraction | (1L << 52));
        var exponent = Math.Max(biased, 1) - 1075;
        var signed = bits < 0 ? -magnitude : magnitude;
        return exponent >= 0 ? new(signed << exponent, 1) : new(signed, BigInteger.One << -exponent);
    }

    public static implicit operator Rational(DoubleDouble value) => (Rational)value.Hi + value.Lo;

    public static implicit operator Rational(long value) => new(value, 1);

    public static Rational operator +(Rational a, Rational b) =>
        a.Denominator == b.Denominator
            ? new(a.Numerator + b.Numerator, a.Denominator)
            : new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b) =>
        new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => b.Numerator.Sign > 0
        ? new(a.Numerator * b.Denominator, a.Denominator * b.Numerator)
        : new(-a.Numerator * b.Denominator, a.Denominator * -b.Numerator);

    public static bool operator <(Rational a, Rational b) => a.Numerator * b.Denominator < b.Numerator * a.Denominator;

    public static bool operator >(Rational a, Rational b) => b < a;

    public static bool operator <=(Rational a, Rational b) => !(b < a);

    public static bool operator >=(Rational a, Rational b) => !(a < b);

    public Rational Magnitude => new(BigInteger.Abs(Numerator), Denominator);

    /// <summary>A decimal such as -1.25 or 3e-300, exactly.</summary>
    public static Rational Parse(string text)
    {
        var parts = text.Split('e', 'E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        var digits = BigInteger.Parse(
            parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var exponent = (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0) - decimals;
        return exponent >= 0
            ? new(digits * BigInteger.Pow(10, exponent), 1)
            : new(digits, BigInteger.Pow(10, -exponent));
    }
}
