using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>An l2 radius of Gaussian noise that is the standard deviation times a function of a divergence.</summary>
/// <remarks>See THEOREMS.md, "Divergences of Gaussian noise".</remarks>
internal abstract class GaussianDivergence : BallMethod
{
    public sealed override double? Norm(NoiseLaw law) => law is GaussianLaw ? 2 : null;

    public sealed override (double Radius, Witness Witness) Radius(
        ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var witness = new DivergenceWitness(Divergence(bounds));
        return (RadiusAt(witness, law), witness);
    }

    public sealed override bool Holds(
        double radius, Witness witness, ProbabilityBounds bounds, NoiseLaw law, long dimension) =>
        witness is DivergenceWitness divergence
        && divergence == new DivergenceWitness(Divergence(bounds))
        && radius == RadiusAt(divergence, law);

    /// <summary>The divergence that a change of the class needs, at probabilities that leave room.</summary>
    /// <param name="topComplement">q1 = 1 - p1. In (0, 1).</param>
    /// <param name="other">p2, in [0, q1] and below p1.</param>
    /// <returns>A double at most it, and the last such without doubt.</returns>
    private protected abstract double Divergence(double topComplement, double other);

    /// <summary>The squared distance at which noises of standard deviation 1 differ by a divergence.</summary>
    /// <returns>A double at most it.</returns>
    private protected abstract double SquaredDistance(double divergence);

    private double Divergence(ProbabilityBounds bounds) =>
        Gap.IsOpen(bounds) ? Divergence(bounds.TopComplementUpper, bounds.OtherUpper) : 0;

    private double RadiusAt(DivergenceWitness witness, NoiseLaw law) => Directed.MultiplyDown(
        ((GaussianLaw)law).StandardDeviation, Directed.SqrtDown(SquaredDistance(witness.Divergence)));
}
