using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Laws as a scale times a unit law.</summary>
internal static class UnitLaws
{
    private static readonly Kept<double, UnitTail> Shapes = new(shape => new GeneralizedGaussianTail(shape));

    /// <summary>The upper tail of the unit law, and the scale: the half width for uniform noise.</summary>
    public static (UnitTail Tail, double Scale) Of(NoiseLaw law) => law switch
    {
        GaussianLaw gaussian => (UnitTail.StandardNormal, gaussian.StandardDeviation),
        LaplaceLaw laplace => (Shapes.Of(1), laplace.Scale),
        GeneralizedGaussianLaw generalized => (Shapes.Of(generalized.Shape), generalized.Scale),
        UniformLaw uniform => (UnitTail.Uniform, uniform.HalfWidth),
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "a law with a tail"),
    };
}
