using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Rényi divergence of infinite order: the l1 radius -scale ln(1 - p1 + p2) of Laplace noise.</summary>
/// <remarks>
/// L. Li, C. Chen, W. Wang, L. Carin, "Certified adversarial robustness with additive noise", NeurIPS 2019. The
/// logarithm is the quantile of the unit law at (q1+p2)/2, so that for two classes the radius is the Neyman-Pearson one
/// to the last bit. See THEOREMS.md, "Li, and Teng".
/// </remarks>
internal sealed class Li : BallMethod
{
    public override RadiusMethod Name => RadiusMethod.Li;

    // For two classes it is the exact radius.
    public override bool IsTight(ProbabilityBounds bounds, NoiseLaw law) =>
        bounds.OtherUpper == bounds.TopComplementUpper;

    public override double? Norm(NoiseLaw law) => law is LaplaceLaw ? 1 : null;

    public override (double Radius, Witness Witness) Radius(ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var mean = Mean(bounds);
        var witness = new DivergenceWitness(
            mean < 0.5 ? Math.Max(0, UnitLaws.Of(law).Tail.UpperTailLowerBound(mean)) : 0);
        return (RadiusAt(witness, law), witness);
    }

    public override bool Holds(
        double radius, Witness witness, ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var (mean, tail) = (Mean(bounds), UnitLaws.Of(law).Tail);
        return mean < 0.5
            && witness is DivergenceWitness { Order: 0 } divergence
            && divergence.Divergence > 0 && divergence.Divergence < tail.Most
            && tail.IsAtMostUpperTailQuantile(divergence.Divergence, mean)
            && !tail.IsAtMostUpperTailQuantile(Math.BitIncrement(divergence.Divergence), mean)
            && radius == RadiusAt(divergence, law);
    }

    /// <summary>Whether the radius is at least a number: one evaluation of the tail.</summary>
    /// <param name="radius">Above 0.</param>
    /// <param name="bounds">Bounds with a majority.</param>
    /// <param name="law">Laplace noise.</param>
    internal static bool Reaches(double radius, ProbabilityBounds bounds, NoiseLaw law)
    {
        var (tail, scale) = UnitLaws.Of(law);
        var (mean, z) = (Mean(bounds), Directed.DivideUp(radius, scale));
        return mean < 0.5 && z < tail.Most && tail.IsAtMostUpperTailQuantile(z, mean);
    }

    // At least the smallest double: what is half of it would be rounded to 0.
    private static double Mean(ProbabilityBounds bounds) => Math.Max(
        Directed.MultiplyUp(Directed.AddUp(bounds.TopComplementUpper, bounds.OtherUpper), 0.5), double.Epsilon);

    private static double RadiusAt(DivergenceWitness witness, NoiseLaw law) =>
        Directed.MultiplyDown(((LaplaceLaw)law).Scale, witness.Divergence);
}
