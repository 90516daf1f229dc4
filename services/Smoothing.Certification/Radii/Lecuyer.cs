using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Differential privacy: in l2 for Gaussian noise, in l1 for Laplace noise.</summary>
/// <remarks>
/// M. Lecuyer, V. Atlidakis, R. Geambasu, D. Hsu, S. Jana, "Certified robustness to adversarial examples with
/// differential privacy", IEEE S&amp;P 2019. Every β in range is sound; for Gaussian noise it is searched for, the
/// checker accepts any and does not search, and it is a binary32 number. See THEOREMS.md, "Differential privacy".
/// </remarks>
internal sealed class Lecuyer : BallMethod
{
    public override RadiusMethod Name => RadiusMethod.Lecuyer;

    // Laplace: it is the exact radius where p1 is at most 1/2.
    public override bool IsTight(ProbabilityBounds bounds, NoiseLaw law) =>
        law is LaplaceLaw && bounds.TopComplementUpper >= 0.5;

    public override double? Norm(NoiseLaw law) => law switch
    {
        GaussianLaw => 2,
        LaplaceLaw => 1,
        _ => null,
    };

    public override (double Radius, Witness Witness) Radius(ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        if (!Gap.IsOpen(bounds))
            return (0, new PrivacyWitness(0));
        return law is LaplaceLaw laplace
            ? OfLaplace(bounds, laplace)
            : At(PrivacyBound.BestBeta(bounds.TopComplementUpper, bounds.OtherUpper), bounds, (GaussianLaw)law);
    }

    public override bool Holds(
        double radius, Witness witness, ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        if (witness is not PrivacyWitness { Beta: > 0 and var beta } || !Gap.IsOpen(bounds))
            return false;
        if (law is LaplaceLaw laplace)
            return (radius, witness) == OfLaplace(bounds, laplace);
        return beta is >= float.Epsilon and <= 1
            && beta == (float)beta
            && (radius, witness) == At(beta, bounds, (GaussianLaw)law);
    }

    /// <summary>Laplace noise: the loss is ‖δ‖₁/scale, and at most ½ ln(p1/p2) is allowed.</summary>
    /// <param name="bounds">Bounds with 1 - q1 above p2.</param>
    /// <param name="law">The law.</param>
    internal static (double Radius, Witness Witness) OfLaplace(ProbabilityBounds bounds, LaplaceLaw law)
    {
        var beta = PrivacyBound.HalfLogRatioLowerBound(bounds.TopComplementUpper, bounds.OtherUpper);
        return (Directed.MultiplyDown(law.Scale, beta), new PrivacyWitness(beta));
    }

    private static (double Radius, Witness Witness) At(double beta, ProbabilityBounds bounds, GaussianLaw law)
    {
        var distance = PrivacyBound.GaussianLowerBound(beta, bounds.TopComplementUpper, bounds.OtherUpper);
        return (Directed.MultiplyDown(law.StandardDeviation, distance), new PrivacyWitness(beta));
    }
}
