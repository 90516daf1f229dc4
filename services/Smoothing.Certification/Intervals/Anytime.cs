using Smoothing.Numerics;

namespace Smoothing.Certification.Intervals;

/// <summary>A bound of the top class that holds at every number of draws at once; p2 = 1 - p1.</summary>
/// <remarks>See THEOREMS.md, "Anytime-valid bound".</remarks>
internal sealed record Anytime : IntervalMethod
{
    public override IntervalKind Kind => IntervalKind.Anytime;

    public override string Name => "anytime";

    public override ErrorShares Shares(double alpha) => new(alpha, 0);

    public override IntervalBounds Bounds(IntervalCounts counts, double alpha) => new(
        counts.Top,
        counts.Other,
        counts.Draws,
        AnytimeBound.LowerBound(counts.Top, counts.Draws, alpha),
        AnytimeBound.ComplementUpperBound(counts.Top, counts.Draws, alpha),
        1);

    public override bool Holds(IntervalBounds bounds, int classes, double alpha) =>
        Adjacent.IsLast(bounds.TopLower, p => AnytimeBound.IsLowerBound(p, bounds.TopCount, bounds.Draws, alpha))
        && Adjacent.IsFirst(
            bounds.TopComplementUpper,
            q => AnytimeBound.IsComplementUpperBound(q, bounds.TopCount, bounds.Draws, alpha))
        && bounds.OtherUpper == 1;

    internal override string Words(long draws) => "that hold at every number of draws at once";
}
