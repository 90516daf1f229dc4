namespace Smoothing.Numerics;

/// <summary>How much smaller a ball of one norm must be to lie in a ball of another.</summary>
/// <remarks>
/// In d dimensions the largest l_q ball in the l_p ball of radius r has the radius r min(1, d^(1/q - 1/p)) (Hölder's
/// inequality; a vector of equal entries attains it). See PROOFS.md, "Powers".
/// </remarks>
public static class NormRatio
{
    private const double MostOrder = 1e100;

    /// <summary>A bound of min(1, d^(1/q - 1/p)) from below.</summary>
    /// <param name="dimension">d, in [1, 2^53].</param>
    /// <param name="outer">p, the norm of the ball that contains: in [1, 1e100], or infinite.</param>
    /// <param name="inner">q, the norm of the ball that is contained: in [1, 1e100], or infinite.</param>
    /// <returns>A double at most the ratio, and within two ulp of it; 1 where it is 1.</returns>
    public static double LowerBound(long dimension, double outer, double inner) =>
        IsOne(dimension, outer, inner)
            ? 1
            : Power.Of(dimension, Exponent(outer, inner)).RoundedDown(Power.RelativeError);

    /// <summary>A bound of min(1, d^(1/q - 1/p)) from above.</summary>
    /// <param name="dimension">d, in [1, 2^53].</param>
    /// <param name="outer">p, the norm of the ball that contains: in [1, 1e100], or infinite.</param>
    /// <param name="inner">q, the norm of the ball that is contained: in [1, 1e100], or infinite.</param>
    /// <returns>A double at least the ratio, and within two ulp of it; 1 where it is 1.</returns>
    public static double UpperBound(long dimension, double outer, double inner) =>
        IsOne(dimension, outer, inner)
            ? 1
            : Math.Min(1, Power.Of(dimension, Exponent(outer, inner)).RoundedUp(Power.RelativeError));

    private static bool IsOne(long dimension, double outer, double inner)
    {
        Require.Within(dimension, 1, 1L << 53);
        RequireOrder(outer, nameof(outer));
        RequireOrder(inner, nameof(inner));
        return dimension == 1 || inner <= outer;
    }

    // 1/q - 1/p = (p - q)/(p q) for q above p: the difference and the product are exact.
    private static DoubleDouble Exponent(double outer, double inner) => double.IsInfinity(inner)
        ? -1 / DoubleDouble.FromDouble(outer)
        : DoubleDouble.FromSum(outer, -inner) / DoubleDouble.FromProduct(outer, inner);

    private static void RequireOrder(double order, string name)
    {
        if (!(order is >= 1 and <= MostOrder || double.IsPositiveInfinity(order)))
        {
            throw new ArgumentOutOfRangeException(name, order, $"{name} must be in [1, 1e100] or infinite.");
        }
    }
}
