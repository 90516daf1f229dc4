using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Hayes 2020, equation 21: for GN(0, scale, p) with whole p from 3 on the lp radius scale · e, e the root of
/// a polynomial with positive coefficients.</summary>
/// <remarks>See THEOREMS.md, "Equation 21".</remarks>
internal sealed class Eq21 : ShiftMethod
{
    private static readonly Kept<(int Shape, long Dimension), MomentPolynomial> Polynomials =
        new(key => MomentPolynomial.OfDivergence(key.Shape, key.Dimension));

    public override RadiusMethod Name => RadiusMethod.Eq21;

    public override double? Norm(NoiseLaw law) => WholeShape(law);

    /// <summary>The polynomial of a shape.</summary>
    internal static MomentPolynomial Polynomial(int shape, long dimension) => Polynomials.Of((shape, dimension));

    private protected override ShiftDivergence Shift(NoiseLaw law, long dimension) =>
        Polynomial(WholeShape(law)!.Value, dimension);
}
