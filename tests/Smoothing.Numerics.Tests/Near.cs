using System.Numerics;

namespace Smoothing.Numerics.Tests;

/// <summary>Exact comparisons of a computed number with the truth.</summary>
internal static class Near
{
    /// <summary>|actual - expected| at most error |expected|.</summary>
    internal static void Relative(Rational expected, Rational actual, double error, string what)
    {
        var difference = (actual - expected).Magnitude;
        Assert.True(difference <= expected.Magnitude * error, $"{what}: off by {Text(difference / expected)} of it.");
    }

    /// <summary>actual at most expected, and by no more than some ulp.</summary>
    internal static void AtMost(Rational expected, double actual, int ulps, string what)
    {
        Assert.True(actual <= expected, $"{what}: {actual:R} is above the exact value.");
        Assert.True(Moved(actual, ulps) >= expected, $"{what}: {actual:R} is over {ulps} ulp below the exact value.");
    }

    /// <summary>actual at least expected, and by no more than some ulp.</summary>
    internal static void AtLeast(Rational expected, double actual, int ulps, string what)
    {
        Assert.True(actual >= expected, $"{what}: {actual:R} is below the exact value.");
        Assert.True(Moved(actual, -ulps) <= expected, $"{what}: {actual:R} is over {ulps} ulp above the exact value.");
    }

    internal static double Moved(double value, int ulps)
    {
        for (; ulps > 0; ulps--)
        {
            value = Math.BitIncrement(value);
        }

        for (; ulps < 0; ulps++)
        {
            value = Math.BitDecrement(value);
        }

        return value;
    }

    private static string Text(Rational value) => value.Numerator.IsZero
        ? "0"
        : $"2^{BigInteger.Log(BigInteger.Abs(value.Numerator), 2) - BigInteger.Log(value.Denominator, 2):F1}";
}
