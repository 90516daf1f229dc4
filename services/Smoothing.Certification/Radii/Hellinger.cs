using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Squared Hellinger distance: the radius σ √(-8 ln(1 - H²)).</summary>
/// <remarks>See THEOREMS.md, "Divergences of Gaussian noise".</remarks>
internal sealed class Hellinger : GaussianDivergence
{
    public override RadiusMethod Name => RadiusMethod.Hellinger;

    private protected override double Divergence(double topComplement, double other) =>
        DivergenceBound.SquaredHellingerLowerBound(topComplement, other);

    private protected override double SquaredDistance(double divergence) =>
        8 * (-Logarithm.OfOnePlus(-divergence)).RoundedDown(Logarithm.RelativeError);
}
