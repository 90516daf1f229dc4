namespace Smoothing.Certification.Intervals;

/// <summary>Half of the error for the top class, half for the largest count among the others.</summary>
/// <remarks>
/// The most probable other class is one fixed class and its count is at most the largest, so one bound is enough. See
/// THEOREMS.md, "Split".
/// </remarks>
internal sealed record Split : TwoBounds
{
    public override IntervalKind Kind => IntervalKind.Split;

    public override string Name => "split";

    internal override string Words(long draws) =>
        "of Clopper and Pearson, half of the error for the class and half for the largest other count";

    protected override double OtherError(double share, int classes) => share;
}
