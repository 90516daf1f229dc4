using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>A law as GN(0, σ, p) with whole p.</summary>
/// <param name="Sum">The left side of the constraint, of shape p.</param>
/// <param name="Scale">What limits are divided by: σ, and σ/√2 for p = 2, which is the standard deviation.</param>
/// <param name="Factor">What the constraint is multiplied by for that: 1, and 2 for p = 2. A power of two.</param>
/// <remarks>N(0, sd²) is GN(0, sd √2, 2): (ε/(sd √2))² ≤ h where (ε/sd)² ≤ 2h.</remarks>
internal sealed record JointLaw(MomentSum Sum, double Scale, double Factor)
{
    /// <summary>Smallest and largest scale for which the sum is bounded.</summary>
    public const double LeastScale = 1e-100;

    /// <summary>Largest scale.</summary>
    public const double MostScale = 1e100;

    private static readonly Kept<int, MomentSum> Sums = new(shape => new MomentSum(shape));

    /// <summary>The law; null for one that is no GN of a whole shape in [1, 64], or whose scale is out of range.
    /// </summary>
    public static JointLaw? Of(NoiseLaw law) =>
        ShapeOf(law) is { } shape && ScaleOf(law) is >= LeastScale and <= MostScale and var scale
            ? new(Sums.Of(shape), scale, shape == 2 ? 2 : 1)
            : null;

    /// <summary>What the sum at radii over <see cref="Scale"/> may be: the threshold times the factor.</summary>
    public double Budget(double threshold) => Math.Min(threshold * Factor, MomentPolynomial.MostBudget);

    /// <summary>The constraint at limits, rounded up.</summary>
    public double Constraint(ReadOnlySpan<double> limits) => Sum.UpperBound(limits, Scale) / Factor;

    private static int? ShapeOf(NoiseLaw law) => law switch
    {
        LaplaceLaw => 1,
        GaussianLaw => 2,
        GeneralizedGaussianLaw { Shape: <= Norms.MostExponent and var shape } when double.IsInteger(shape) =>
            (int)shape,
        _ => null,
    };

    private static double ScaleOf(NoiseLaw law) => law switch
    {
        LaplaceLaw laplace => laplace.Scale,
        GaussianLaw gaussian => gaussian.StandardDeviation,
        GeneralizedGaussianLaw generalized => generalized.Scale,
        _ => double.NaN,
    };
}
