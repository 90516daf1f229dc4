using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Total variation: the l2 radius 2√2 σ erfinv((p1-p2)/2) of Gaussian noise.</summary>
/// <remarks>See THEOREMS.md, "Total variation".</remarks>
internal sealed class TotalVariation : ShiftMethod
{
    public override RadiusMethod Name => RadiusMethod.TotalVariation;

    public override double? Norm(NoiseLaw law) => law is GaussianLaw ? 2 : null;

    private protected override ShiftDivergence Shift(NoiseLaw law, long dimension) => GaussianTotalVariation.Instance;

    private protected override DivergenceWitness WitnessOf(ProbabilityBounds bounds) => new(
        Gap.IsOpen(bounds)
            ? DivergenceBound.TotalVariationLowerBound(bounds.TopComplementUpper, bounds.OtherUpper)
            : 0);
}
