namespace Smoothing.Numerics;

/// <summary>Confidence bounds of the mean of independent variables in [0, 1] by Hoeffding's inequality.</summary>
/// <remarks>
/// W. Hoeffding, "Probability inequalities for sums of bounded random variables", Journal of the American Statistical
/// Association 58, 1963, theorem 1: k/n ∓ √(ln(u/error) / (2n)) for u bounds that share the error. See PROOFS.md,
/// "Hoeffding bound".
/// </remarks>
public static class HoeffdingBound
{
    /// <summary>The largest number of bounds that share an error: 2^30.</summary>
    public const int MostBounds = 1 << 30;

    // 2^-95.
    private const double RelativeError = 2.5243548967072378e-29;

    /// <summary>Lower bound of the probability of success.</summary>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="bounds">Number of bounds that share the error. In [1, 2^30].</param>
    /// <param name="error">Allowed probability that any of them is wrong. In (0, 1).</param>
    /// <returns>A number at most the exact bound, and within an ulp of it, or within 2^-94 where that is more; 0 where
    /// the exact bound is below 0.</returns>
    public static double LowerBound(long successes, long draws, int bounds, double error)
    {
        var (share, width) = Parts(successes, draws, bounds, error);
        var margin = (share.Hi + width.Hi) * RelativeError;
        return Math.Max(0, (share - width - margin).RoundedDown());
    }

    /// <summary>Upper bound of the probability of success.</summary>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="bounds">Number of bounds that share the error. In [1, 2^30].</param>
    /// <param name="error">Allowed probability that any of them is wrong. In (0, 1).</param>
    /// <returns>A number at least the exact bound, and within an ulp of it; 1 where that is above 1.</returns>
    public static double UpperBound(long successes, long draws, int bounds, double error)
    {
        var (share, width) = Parts(successes, draws, bounds, error);
        return Math.Min(1, (share + width).RoundedUp(RelativeError));
    }

    private static (DoubleDouble Share, DoubleDouble Width) Parts(
        long successes, long draws, int bounds, double error)
    {
        Require.Within(draws, 1, BinomialTail.MostDraws);
        Require.Within(successes, 0, draws);
        Require.Within(bounds, 1, MostBounds);
        Require.OpenUnit(error);
        var logarithm = Logarithm.Of(DoubleDouble.FromInt64(bounds)) - Logarithm.Of(error);
        return (DoubleDouble.FromRatio(successes, draws), DoubleDouble.Sqrt(logarithm / (2.0 * draws)));
    }
}
