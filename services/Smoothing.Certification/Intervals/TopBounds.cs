using Smoothing.Numerics;

namespace Smoothing.Certification.Intervals;

/// <summary>Clopper-Pearson bounds of the top class and of its complement, and none of the others.</summary>
internal static class TopBounds
{
    /// <summary>The bounds at an error.</summary>
    /// <param name="counts">The counts.</param>
    /// <param name="error">In (0, 1).</param>
    /// <param name="otherUpper">What bounds the others; 1 for nothing.</param>
    public static IntervalBounds Of(IntervalCounts counts, double error, double otherUpper = 1)
    {
        var (lower, complementUpper) = BinomialBound.LowerAndComplementUpper(counts.Top, counts.Draws, error);
        return new(counts.Top, counts.Other, counts.Draws, lower, complementUpper, otherUpper);
    }

    /// <summary>Whether both bounds are those at an error; what bounds the others is not looked at.</summary>
    public static bool Hold(IntervalBounds bounds, double error) =>
        Adjacent.IsLast(bounds.TopLower, p => BinomialBound.IsLowerBound(p, bounds.TopCount, bounds.Draws, error))
        && Adjacent.IsFirst(
            bounds.TopComplementUpper,
            q => BinomialBound.IsComplementUpperBound(q, bounds.TopCount, bounds.Draws, error));
}
