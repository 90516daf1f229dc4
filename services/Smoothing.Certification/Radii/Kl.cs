using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Kullback-Leibler divergence h: the radius σ √(2h).</summary>
/// <remarks>See THEOREMS.md, "Divergences of Gaussian noise".</remarks>
internal sealed class Kl : GaussianDivergence
{
    public override RadiusMethod Name => RadiusMethod.Kl;

    private protected override double Divergence(double topComplement, double other) =>
        DivergenceBound.KullbackLeiblerLowerBound(topComplement, other);

    private protected override double SquaredDistance(double divergence) => 2 * divergence;
}
