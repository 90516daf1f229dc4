using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Bhattacharyya distance b: the radius σ √(8b).</summary>
/// <remarks>See THEOREMS.md, "Divergences of Gaussian noise".</remarks>
internal sealed class Bhattacharyya : GaussianDivergence
{
    public override RadiusMethod Name => RadiusMethod.Bhattacharyya;

    private protected override double Divergence(double topComplement, double other) =>
        DivergenceBound.BhattacharyyaLowerBound(topComplement, other);

    private protected override double SquaredDistance(double divergence) => 8 * divergence;
}
