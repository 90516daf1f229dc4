using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>The exact Kullback-Leibler divergence of GN(0, scale, s), s whole: the largest ls ball on which it is
/// within what a change of the class needs.</summary>
/// <remarks>For Gaussian noise that is the method "kl". See THEOREMS.md, "Exact divergence".</remarks>
internal sealed class ExactKl : ShiftMethod
{
    private static readonly Kept<(int Shape, long Dimension), OddShapeShift> OddShapes =
        new(key => new OddShapeShift(key.Shape, key.Dimension));

    public override RadiusMethod Name => RadiusMethod.ExactKl;

    public override double? Norm(NoiseLaw law) => law is LaplaceLaw ? 1 : WholeShape(law);

    private protected override ShiftDivergence Shift(NoiseLaw law, long dimension) => WholeShape(law) switch
    {
        null => LaplaceShift.Instance,
        { } shape when int.IsOddInteger(shape) => OddShapes.Of((shape, dimension)),
        { } shape => Eq21.Polynomial(shape, dimension),
    };
}
