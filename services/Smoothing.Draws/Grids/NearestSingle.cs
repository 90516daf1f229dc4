using System.Numerics;

namespace Smoothing.Draws.Grids;

/// <summary>The binary32 number nearest to a fraction, ties to even, by whole-number arithmetic alone.</summary>
internal static class NearestSingle
{
    private const int Precision = 24;
    private const int SmallestExponent = -149;

    /// <param name="numerator">Any.</param>
    /// <param name="denominator">Above 0.</param>
    public static float Of(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
            return 0f;
        var magnitude = BigInteger.Abs(numerator);
        // The quotient has between bits and bits + 1 binary digits before the point.
        var bits = (int)(magnitude.GetBitLength() - denominator.GetBitLength());
        var exponent = Math.Max(bits - Precision, SmallestExponent);
        var (significand, twice, unit) = Scaled(magnitude, denominator, exponent);
        if (significand.GetBitLength() > Precision)
            (significand, twice, unit) = Scaled(magnitude, denominator, ++exponent);
        if (twice > unit || (twice == unit && !significand.IsEven))
            significand += 1;
        // Scaling a 24-bit whole number (or 2^24) by a power of two is exact.
        var number = (float)Math.ScaleB((double)significand, exponent);
        return numerator.Sign < 0 ? -number : number;
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
