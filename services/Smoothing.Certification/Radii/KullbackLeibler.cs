using Smoothing.Certification.Intervals;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>The Kullback-Leibler divergence that any change of the class needs: -ln(1 - (√p1 - √p2)²).</summary>
/// <remarks>See THEOREMS.md, "Divergence that a change of the class needs".</remarks>
internal static class KullbackLeibler
{
    /// <summary>The witness: the last double that is at most the divergence without doubt.</summary>
    /// <returns>A divergence at most the exact one; 0 where rounding has moved 1 - q1 to p2 or below.</returns>
    public static DivergenceWitness Witness(ProbabilityBounds bounds) => new(
        Gap.IsOpen(bounds)
            ? DivergenceBound.KullbackLeiblerLowerBound(bounds.TopComplementUpper, bounds.OtherUpper)
            : 0);

    /// <summary>Whether a witness is that.</summary>
    public static bool Holds(DivergenceWitness witness, ProbabilityBounds bounds) => witness == Witness(bounds);
}
