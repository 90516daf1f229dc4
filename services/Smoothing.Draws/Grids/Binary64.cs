using System.Numerics;

namespace Smoothing.Draws.Grids;

/// <summary>Doubles as the exact fractions that they are.</summary>
internal static class Binary64
{
    /// <summary>Whole numbers whose product significand · 2^exponent is the double.</summary>
    /// <param name="value">Finite, at least 0.</param>
    public static (long Significand, int Exponent) Parts(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var (fraction, biased) = (bits & ((1L << 52) - 1), (int)(bits >> 52));
        return biased == 0 ? (fraction, -1074) : (fraction | 1L << 52, biased - 1075);
    }

    /// <summary>The double as a fraction in lowest terms.</summary>
    /// <param name="value">Finite, above 0.</param>
    public static (BigInteger Numerator, BigInteger Denominator) Fraction(double value)
    {
        var (significand, exponent) = Parts(value);
        var zeros = BitOperations.TrailingZeroCount(significand);
        (significand, exponent) = (significand >> zeros, exponent + zeros);
        return ((BigInteger)significand << Math.Max(0, exponent), BigInteger.One << Math.Max(0, -exponent));
    }

    /// <summary>The double nearest to a fraction, ties to even; infinite beyond the largest one.</summary>
    /// <param name="numerator">Any.</param>
    /// <param name="denominator">Above 0.</param>
    public static double Nearest(BigInteger numerator, BigInteger denominator)
    {
        var (significand, exponent) = NearestBinary.Of(numerator, denominator, precision: 53, smallestExponent: -1074);
        return Math.ScaleB((double)significand, exponent);
    }
}
