namespace Smoothing.Numerics;

/// <summary>The logarithm of n! in double-word arithmetic.</summary>
/// <remarks>See PROOFS.md, "Logarithm of a factorial".</remarks>
public static class LogFactorial
{
    /// <summary>What every result may be off by, relative to itself: 2^-96.</summary>
    public const double RelativeError = 1.2621774483536189e-29;

    /// <summary>The largest n: 2^32.</summary>
    public const long Most = 1L << 32;

    private const int FirstOfStirling = 64;

    // Numerators and denominators of B(2j) / (2j (2j-1)), j = 1 .. 9.
    private static readonly DoubleDouble[] Coefficients =
    [
        DoubleDouble.FromRatio(1, 12), DoubleDouble.FromRatio(-1, 360), DoubleDouble.FromRatio(1, 1260),
        DoubleDouble.FromRatio(-1, 1680), DoubleDouble.FromRatio(1, 1188), DoubleDouble.FromRatio(-691, 360360),
        DoubleDouble.FromRatio(1, 156), DoubleDouble.FromRatio(-3617, 122400),
        DoubleDouble.FromRatio(43867, 244188),
    ];

    /// <summary>ln n!.</summary>
    /// <param name="n">In [0, 2^32].</param>
    /// <returns>ln n! within 2^-96 of it, relatively (1e-18 absolutely, at 2^32); 0 at 0 and 1.</returns>
    public static DoubleDouble Of(long n)
    {
        Require.Within(n, 0, Most);
        return n < FirstOfStirling ? Small(n) : Stirling(n);
    }

    private static DoubleDouble Small(long n)
    {
        var product = DoubleDouble.One;
        for (var i = 2; i <= n; i++)
        {
            product *= (double)i;
        }

        return Logarithm.Of(product);
    }

    private static DoubleDouble Stirling(double n)
    {
        var inverse = DoubleDouble.One / n;
        var square = inverse * inverse;
        var series = Coefficients[^1];
        for (var i = Coefficients.Length - 2; i >= 0; i--)
        {
            series = (series * square) + Coefficients[i];
        }

        return (Logarithm.Of(n) * (n + 0.5)) - n + (Constants.HalfLnTwoPi + (series * inverse));
    }
}
