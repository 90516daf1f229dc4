using Smoothing.Numerics;

namespace Smoothing.Certification.Intervals;

/// <summary>One-sided Clopper-Pearson bound of the top class; every other class is at most its complement.</summary>
/// <remarks>See THEOREMS.md, "Clopper-Pearson, complement".</remarks>
public static class ClopperPearson
{
    /// <summary>Bounds at the given error, all of which is spent on the top class.</summary>
    /// <param name="topCount">In [0, <paramref name="draws"/>].</param>
    /// <param name="otherCount">Largest other count; it is recorded, and not used.</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">In (0, 1).</param>
    public static IntervalBounds Bounds(long topCount, long otherCount, long draws, double error) => new(
        topCount,
        otherCount,
        draws,
        BinomialBound.LowerBound(topCount, draws, error),
        BinomialBound.ComplementUpperBound(topCount, draws, error),
        1);

    /// <summary>Whether bounds are those of this method: each holds, and the next number does not.</summary>
    /// <remarks>It evaluates at most four inequalities and solves nothing.</remarks>
    public static bool Holds(IntervalBounds bounds, double error)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        return IsLast(bounds.TopLower, p => BinomialBound.IsLowerBound(p, bounds.TopCount, bounds.Draws, error))
            && IsFirst(
                bounds.TopComplementUpper,
                q => BinomialBound.IsComplementUpperBound(q, bounds.TopCount, bounds.Draws, error))
            && bounds.OtherUpper == 1;
    }

    private static bool IsLast(double bound, Func<double, bool> holds) =>
        bound is >= 0 and < 1 && holds(bound) && !holds(Math.BitIncrement(bound));

    private static bool IsFirst(double bound, Func<double, bool> holds) =>
        bound is > 0 and <= 1 && holds(bound) && !holds(Math.BitDecrement(bound));
}
