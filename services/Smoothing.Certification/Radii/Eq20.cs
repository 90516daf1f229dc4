using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Hayes 2020, equation 20: for GN(0, scale, p) with p = 1, 2 the lp radius scale · h^(1/p).</summary>
/// <remarks>N(0, sd²) is GN(0, sd √2, 2), so that its radius is sd √(2h). See THEOREMS.md, "Equation 20".</remarks>
internal sealed class Eq20 : BallMethod
{
    public override RadiusMethod Name => RadiusMethod.Eq20;

    public override double? Norm(NoiseLaw law) => law switch
    {
        LaplaceLaw => 1,
        GaussianLaw => 2,
        _ => null,
    };

    public override (double Radius, Witness Witness) Radius(ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var witness = KullbackLeibler.Witness(bounds);
        return (RadiusAt(witness, law), witness);
    }

    public override bool Holds(
        double radius, Witness witness, ProbabilityBounds bounds, NoiseLaw law, long dimension) =>
        witness is DivergenceWitness divergence
        && KullbackLeibler.Holds(divergence, bounds)
        && radius == RadiusAt(divergence, law);

    // Doubling is exact: a divergence between probabilities in doubles is below 1000.
    private static double RadiusAt(DivergenceWitness witness, NoiseLaw law) => law switch
    {
        LaplaceLaw laplace => Directed.MultiplyDown(laplace.Scale, witness.Divergence),
        GaussianLaw gaussian =>
            Directed.MultiplyDown(gaussian.StandardDeviation, Directed.SqrtDown(2 * witness.Divergence)),
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "a law of equation 20"),
    };
}
