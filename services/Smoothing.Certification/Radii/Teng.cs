using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Radii;

/// <summary>The larger of the l1 radii "li" and "lecuyer" of Laplace noise, with the witness of that one.</summary>
/// <remarks>
/// J. Teng, G.-H. Lee, Y. Yuan, "ℓ1 adversarial robustness certificates: a randomized smoothing approach", 2019. See
/// THEOREMS.md, "Li, and Teng".
/// </remarks>
internal sealed class Teng : BallMethod
{
    private readonly Li _li = new();
    private readonly Lecuyer _lecuyer = new();

    public override RadiusMethod Name => RadiusMethod.Teng;

    public override bool IsTight(ProbabilityBounds bounds, NoiseLaw law) =>
        _li.IsTight(bounds, law) || _lecuyer.IsTight(bounds, law);

    public override double? Norm(NoiseLaw law) => law is LaplaceLaw ? 1 : null;

    public override (double Radius, Witness Witness) Radius(ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var (li, lecuyer) = (_li.Radius(bounds, law, dimension), _lecuyer.Radius(bounds, law, dimension));
        return li.Radius >= lecuyer.Radius ? li : lecuyer;
    }

    // That the other one is not larger takes no search: a logarithm, or two tails.
    public override bool Holds(
        double radius, Witness witness, ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var lecuyer = _lecuyer.Radius(bounds, law, dimension);
        return witness is DivergenceWitness
            ? _li.Holds(radius, witness, bounds, law, dimension) && radius >= lecuyer.Radius
            : (radius, witness) == lecuyer && !Li.Reaches(radius, bounds, law);
    }
}
