using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Rényi divergence h_a of order a: the l2 radius σ √(2 h_a / a) of Gaussian noise, at an order that is
/// searched for.</summary>
/// <param name="leastOrder">Smallest order of the search. In [0.125, 1], a binary32 number.</param>
/// <remarks>
/// L. Li, C. Chen, W. Wang, L. Carin, "Certified adversarial robustness with additive noise", NeurIPS 2019; Hayes 2020,
/// equation 12. Every order is sound; the checker accepts any, and does not search. Orders are binary32 numbers. See
/// THEOREMS.md, "Rényi divergence".
/// </remarks>
internal sealed class Renyi(double leastOrder = 1) : BallMethod
{
    public override RadiusMethod Name => RadiusMethod.Renyi;

    public override double? Norm(NoiseLaw law) => law is GaussianLaw ? 2 : null;

    public override (double Radius, Witness Witness) Radius(ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        if (!Gap.IsOpen(bounds))
            return (0, new DivergenceWitness(0, 1));
        var (q1, p2) = (bounds.TopComplementUpper, bounds.OtherUpper);
        // Order 1 besides, so that it is never below the method "kl".
        var order = DivergenceBound.BestRenyiOrder(q1, p2, leastOrder);
        var (best, one) = (At(order, q1, p2, law), At(1, q1, p2, law));
        return one.Radius > best.Radius
            ? (one.Radius, new DivergenceWitness(one.Divergence, 1))
            : (best.Radius, new DivergenceWitness(best.Divergence, order));
    }

    public override bool Holds(
        double radius, Witness witness, ProbabilityBounds bounds, NoiseLaw law, long dimension) =>
        witness is DivergenceWitness { Order: >= DivergenceBound.LeastOrder and <= DivergenceBound.MostOrder and var a }
        && a == (float)a
        && Gap.IsOpen(bounds)
        && At(a, bounds.TopComplementUpper, bounds.OtherUpper, law) is var (exact, divergence)
        && radius == exact
        && witness == new DivergenceWitness(divergence, a);

    private static (double Radius, double Divergence) At(double order, double q1, double p2, NoiseLaw law)
    {
        var divergence = DivergenceBound.RenyiLowerBound(order, q1, p2);
        var distance = Directed.SqrtDown(Directed.DivideDown(2 * divergence, order));
        return (Directed.MultiplyDown(((GaussianLaw)law).StandardDeviation, distance), divergence);
    }
}
