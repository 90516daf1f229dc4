using Smoothing.Numerics;

namespace Smoothing.Certification.Intervals;

/// <summary>
/// Clopper-Pearson bounds of the top class at half of the error, and of the largest other count at what is its due.
/// </summary>
internal abstract record TwoBounds : IntervalMethod
{
    public override ErrorShares Shares(double alpha) => new(alpha / 2, alpha / 2);

    public override IntervalBounds Bounds(IntervalCounts counts, double alpha) => TopBounds.Of(
        counts, alpha / 2,
        BinomialBound.UpperBound(counts.Other, counts.Draws, OtherError(alpha / 2, counts.Classes)));

    public override bool Holds(IntervalBounds bounds, int classes, double alpha)
    {
        var otherError = OtherError(alpha / 2, classes);
        return TopBounds.Hold(bounds, alpha / 2)
            && Adjacent.IsFirst(
                bounds.OtherUpper, p => BinomialBound.IsUpperBound(p, bounds.OtherCount, bounds.Draws, otherError));
    }

    /// <summary>Error of the bound of one other class.</summary>
    /// <param name="share">Error for all of them. In (0, 1).</param>
    /// <param name="classes">Number of classes. At least 2.</param>
    protected abstract double OtherError(double share, int classes);
}
