using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Hayes 2020, equation 21: for GN(0, scale, p) with whole p from 3 on the lp radius scale · e, e the root of
/// a polynomial with positive coefficients.</summary>
/// <remarks>See THEOREMS.md, "Equation 21".</remarks>
internal sealed class Eq21 : BallMethod
{
    private static readonly Kept<(int Shape, long Dimension), MomentPolynomial> Polynomials =
        new(key => MomentPolynomial.OfDivergence(key.Shape, key.Dimension));

    public override RadiusMethod Name => RadiusMethod.Eq21;

    public override bool IsTight => false;

    public override double? Norm(NoiseLaw law) =>
        law is GeneralizedGaussianLaw { Shape: >= 3 and <= Norms.MostExponent and var shape }
            && double.IsInteger(shape) ? shape : null;

    public override (double Radius, Witness Witness) Radius(ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var (generalized, witness) = ((GeneralizedGaussianLaw)law, KullbackLeibler.Witness(bounds));
        var polynomial = Polynomials.Of(((int)generalized.Shape, dimension));
        return (polynomial.LastRadius(generalized.Scale, witness.Divergence), witness);
    }

    public override bool Holds(
        double radius, Witness witness, ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        if (witness is not DivergenceWitness divergence || !KullbackLeibler.Holds(divergence, bounds))
            return false;
        var (generalized, h) = ((GeneralizedGaussianLaw)law, divergence.Divergence);
        var polynomial = Polynomials.Of(((int)generalized.Shape, dimension));
        return radius is > 0 and < double.MaxValue
            && polynomial.IsWithin(radius, generalized.Scale, h)
            && !polynomial.IsWithin(Math.BitIncrement(radius), generalized.Scale, h);
    }
}
