using Smoothing.Certification.Intervals;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>The tight l2 radius of Gaussian noise: sd / 2 · (Φ⁻¹(p1) - Φ⁻¹(p2)).</summary>
/// <remarks>
/// J. Cohen, E. Rosenfeld, J. Z. Kolter, "Certified adversarial robustness via randomized smoothing", ICML 2019,
/// theorem 1. See THEOREMS.md, "Gaussian Neyman-Pearson".
/// </remarks>
public static class GaussianNeymanPearson
{
    /// <summary>The radius and its witness.</summary>
    /// <param name="bounds">Bounds with a majority.</param>
    /// <param name="standardDeviation">In units of the input. Finite, above 0.</param>
    /// <returns>A radius at most the exact one at these bounds, in units of the input.</returns>
    public static (double Radius, Quantiles Witness) Radius(ProbabilityBounds bounds, double standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        // From the complements: near 1 a probability in a double has lost what its quantile depends on.
        var witness = new Quantiles(
            NormalQuantile.UpperTailLowerBound(bounds.TopComplementUpper),
            -NormalQuantile.UpperTailLowerBound(bounds.OtherUpper));
        return (RadiusAt(witness, standardDeviation), witness);
    }

    /// <summary>Whether a radius is that of this method: each quantile holds, and the next number does not.</summary>
    /// <param name="radius">In units of the input.</param>
    /// <param name="witness">Its quantiles.</param>
    /// <param name="bounds">The bounds that it was computed from.</param>
    /// <param name="standardDeviation">In units of the input.</param>
    /// <remarks>It evaluates at most four inequalities and solves nothing.</remarks>
    public static bool Holds(double radius, Quantiles witness, ProbabilityBounds bounds, double standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        return IsLast(witness.Top, bounds.TopComplementUpper)
            && IsLast(-witness.Other, bounds.OtherUpper)
            && radius == RadiusAt(witness, standardDeviation);
    }

    /// <summary>Whether the radius is above 0 without doubt: both probabilities are on their side of 1/2.</summary>
    /// <remarks>Then both quantiles of <see cref="Radius"/> are at least the smallest double above 0.</remarks>
    public static bool IsPositive(ProbabilityBounds bounds)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        return bounds.TopComplementUpper < 0.5 && bounds.OtherUpper < 0.5;
    }

    private static bool IsLast(double z, double tail) =>
        z is > -NormalTail.Most and < NormalTail.Most
        && tail is > 0 and < 1
        && NormalQuantile.IsAtMostUpperTailQuantile(z, tail)
        && !NormalQuantile.IsAtMostUpperTailQuantile(Math.BitIncrement(z), tail);

    // A difference of two quantiles is 0 or far above the smallest double, so that halving it is exact.
    private static double RadiusAt(Quantiles witness, double standardDeviation) =>
        Directed.MultiplyDown(standardDeviation, Directed.SubtractDown(witness.Top, witness.Other) / 2);
}
