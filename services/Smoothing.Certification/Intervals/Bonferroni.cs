using Smoothing.Numerics;

namespace Smoothing.Certification.Intervals;

/// <summary>Half of the error for the top class, a like part of the other half for each of the others.</summary>
/// <remarks>Looser than <see cref="Split"/>, for comparison. See THEOREMS.md, "Bonferroni".</remarks>
internal sealed record Bonferroni : TwoBounds
{
    public override IntervalKind Kind => IntervalKind.Bonferroni;

    public override string Name => "bonferroni";

    internal override string Words(long draws) =>
        "of Clopper and Pearson, half of the error for the class and half shared by all the others";

    protected override double OtherError(double share, int classes) => Directed.DivideDown(share, classes - 1);
}
