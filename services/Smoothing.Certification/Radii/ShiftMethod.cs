using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>A radius at which a divergence of the noise at two points is within what a change of the class needs.
/// </summary>
/// <remarks>The radius is the last double at which it is, without doubt.</remarks>
internal abstract class ShiftMethod : BallMethod
{
    public sealed override (double Radius, Witness Witness) Radius(
        ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var witness = WitnessOf(bounds);
        return (Shift(law, dimension).LastRadius(UnitLaws.ScaleOf(law), witness.Divergence), witness);
    }

    public sealed override bool Holds(
        double radius, Witness witness, ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        if (witness is not DivergenceWitness { Divergence: var divergence } || witness != WitnessOf(bounds))
            return false;
        var (shift, scale) = (Shift(law, dimension), UnitLaws.ScaleOf(law));
        return radius is > 0 and < double.MaxValue
            && shift.IsWithin(radius, scale, divergence)
            && !shift.IsWithin(Math.BitIncrement(radius), scale, divergence);
    }

    /// <summary>The divergence of the noise at two points, or what it is at most.</summary>
    private protected abstract ShiftDivergence Shift(NoiseLaw law, long dimension);

    /// <summary>The divergence that a change of the class needs.</summary>
    private protected virtual DivergenceWitness WitnessOf(ProbabilityBounds bounds) => KullbackLeibler.Witness(bounds);

    /// <summary>The shape of a law of whole shape from 3 to 64; null for other laws.</summary>
    private protected static int? WholeShape(NoiseLaw law) =>
        law is GeneralizedGaussianLaw { Shape: >= 3 and <= Norms.MostExponent and var shape }
            && double.IsInteger(shape) ? (int)shape : null;
}
