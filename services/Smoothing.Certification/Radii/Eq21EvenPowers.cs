using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Equation 21 with the even powers alone, and the highest: the lp radius for odd p from 3 on.</summary>
/// <remarks>See THEOREMS.md, "Equation 21 with even powers".</remarks>
internal sealed class Eq21EvenPowers : ShiftMethod
{
    private static readonly Kept<(int Shape, long Dimension), MomentPolynomial> Polynomials =
        new(key => MomentPolynomial.OfEvenPowers(key.Shape, key.Dimension));

    public override RadiusMethod Name => RadiusMethod.Eq21EvenPowers;

    public override double? Norm(NoiseLaw law) =>
        WholeShape(law) is { } shape && int.IsOddInteger(shape) ? shape : null;

    private protected override ShiftDivergence Shift(NoiseLaw law, long dimension) =>
        Polynomials.Of((WholeShape(law)!.Value, dimension));
}
