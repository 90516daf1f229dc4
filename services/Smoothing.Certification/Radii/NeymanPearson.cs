using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>The tight radius: scale / 2 · (F⁻¹(p1) - F⁻¹(p2)), F the unit law; in l2 for Gaussian noise, else in l1.
/// </summary>
/// <remarks>
/// Gaussian: J. Cohen, E. Rosenfeld, J. Z. Kolter, "Certified adversarial robustness via randomized smoothing", ICML
/// 2019, theorem 1. The others: THEOREMS.md, "Neyman-Pearson in l1". A Gaussian ball of l2 holds an l1 ball of the same
/// radius, which is the same theorem.
/// </remarks>
internal sealed class NeymanPearson : BallMethod
{
    public override RadiusMethod Name => RadiusMethod.NeymanPearson;

    public override bool IsTight(ProbabilityBounds bounds, NoiseLaw law) => true;

    public override double? Norm(NoiseLaw law) => NormOf(law);

    /// <summary>The norm of the theorem for a law.</summary>
    public static double NormOf(NoiseLaw law) => law is GaussianLaw ? 2 : 1;

    public override (double Radius, Witness Witness) Radius(ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        if (bounds.TopComplementUpper is not (> 0 and < 1))
            return (0, new QuantileWitness(0, 0));
        var (tail, scale) = UnitLaws.Of(law);
        // From the complements: near 1 a probability in a double has lost what its quantile depends on.
        var top = tail.UpperTailLowerBound(bounds.TopComplementUpper);
        // Of two classes the other has the complement, and the same quantile.
        var other = bounds.OtherUpper == bounds.TopComplementUpper ? top : tail.UpperTailLowerBound(Other(bounds));
        var witness = new QuantileWitness(top, -other);
        return (RadiusAt(witness, scale), witness);
    }

    public override bool Holds(
        double radius, Witness witness, ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var (tail, scale) = UnitLaws.Of(law);
        return witness is QuantileWitness quantiles
            && IsLast(tail, quantiles.Top, bounds.TopComplementUpper)
            && IsLast(tail, -quantiles.Other, Other(bounds))
            && radius == RadiusAt(quantiles, scale);
    }

    /// <summary>Whether the radius is above 0 without doubt: both probabilities are on their side of 1/2.</summary>
    /// <remarks>Then both quantiles of the witness are at least the smallest double above 0.</remarks>
    public static bool IsPositive(ProbabilityBounds bounds) =>
        bounds.TopComplementUpper < 0.5 && bounds.OtherUpper < 0.5;

    // 0 has no quantile; it is replaced by the smallest double, outward.
    private static double Other(ProbabilityBounds bounds) => Math.Max(bounds.OtherUpper, double.Epsilon);

    private static bool IsLast(UnitTail tail, double z, double probability) =>
        z > -tail.Most && z < tail.Most
        && probability is > 0 and < 1
        && tail.IsAtMostUpperTailQuantile(z, probability)
        && !tail.IsAtMostUpperTailQuantile(Math.BitIncrement(z), probability);

    // A difference of two quantiles is 0 or far above the smallest double, so that halving it is exact.
    private static double RadiusAt(QuantileWitness witness, double scale) =>
        Directed.MultiplyDown(scale, Directed.SubtractDown(witness.Top, witness.Other) / 2);
}
