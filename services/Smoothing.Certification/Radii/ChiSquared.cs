using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>χ² divergence: the radius σ √(ln(1 + χ²)).</summary>
/// <remarks>See THEOREMS.md, "Divergences of Gaussian noise".</remarks>
internal sealed class ChiSquared : GaussianDivergence
{
    public override RadiusMethod Name => RadiusMethod.ChiSquared;

    private protected override double Divergence(double topComplement, double other) =>
        DivergenceBound.ChiSquaredLowerBound(topComplement, other);

    private protected override double SquaredDistance(double divergence) =>
        Logarithm.OfOnePlus(divergence).RoundedDown(Logarithm.RelativeError);
}
