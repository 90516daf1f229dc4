using System.Numerics;

namespace Smoothing.Draws.Grids;

/// <summary>The binary number nearest to a fraction, ties to even, by whole-number arithmetic alone.</summary>
internal static class NearestBinary
{
    /// <summary>The nearest binary32 number.</summary>
    /// <param name="numerator">Any.</param>
    /// <param name="denominator">Above 0.</param>
    public static float Single(BigInteger numerator, BigInteger denominator)
    {
        var (significand, exponent) = Of(numerator, denominator, precision: 24, smallestExponent: -149);
        return (float)Math.ScaleB((double)significand, exponent);
    }

    /// <summary>The nearest significand · 2^exponent; scaling it by the power of two is exact.</summary>
    /// <param name="numerator">Any.</param>
    /// <param name="denominator">Above 0.</param>
    /// <param name="precision">Binary digits of a significand, which may also be the next power of two.</param>
    /// <param name="smallestExponent">Smallest exponent of the format.</param>
    public static (BigInteger Significand, int Exponent) Of(
        BigInteger numerator, BigInteger denominator, int precision, int smallestExponent)
    {
        if (numerator.IsZero)
            return (BigInteger.Zero, 0);
        var magnitude = BigInteger.Abs(numerator);
        // The quotient has between bits and bits + 1 binary digits before the point.
        var bits = (int)(magnitude.GetBitLength() - denominator.GetBitLength());
        var exponent = Math.Max(bits - precision, smallestExponent);
        var (significand, twice, unit) = Scaled(magnitude, denominator, exponent);
        if (significand.GetBitLength() > precision)
            (significand, twice, unit) = Scaled(magnitude, denominator, ++exponent);
        if (twice > unit || (twice == unit && !significand.IsEven))
            significand += 1;
        return (numerator.Sign < 0 ? -significand : significand, exponent);
    }

    private static (BigInteger Quotient, BigInteger TwiceRest, BigInteger Unit) Scaled(
        BigInteger magnitude, BigInteger denominator, int exponent)
    {
        var top = exponent < 0 ? magnitude << -exponent : magnitude;
        var unit = exponent > 0 ? denominator << exponent : denominator;
        var quotient = BigInteger.DivRem(top, unit, out var rest);
        return (quotient, rest * 2, unit);
    }
}
