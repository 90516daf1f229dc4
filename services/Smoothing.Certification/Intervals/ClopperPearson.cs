namespace Smoothing.Certification.Intervals;

/// <summary>One-sided Clopper-Pearson bound of the top class; every other class is at most its complement.</summary>
/// <remarks>See THEOREMS.md, "Clopper-Pearson, complement".</remarks>
internal sealed record ClopperPearson : IntervalMethod
{
    public override IntervalKind Kind => IntervalKind.ClopperPearson;

    public override string Name => "clopper_pearson";

    public override ErrorShares Shares(double alpha) => new(alpha, 0);

    public override IntervalBounds Bounds(IntervalCounts counts, double alpha) => TopBounds.Of(counts, alpha);

    public override bool Holds(IntervalBounds bounds, int classes, double alpha) =>
        TopBounds.Hold(bounds, alpha) && bounds.OtherUpper == 1;

    internal override string Words(long draws) => "of Clopper and Pearson";
}
