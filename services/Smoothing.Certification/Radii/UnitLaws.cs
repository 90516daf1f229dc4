using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Laws as a scale times a unit law.</summary>
internal static class UnitLaws
{
    private static readonly Kept<double, UnitTail> Shapes = new(shape => new GeneralizedGaussianTail(shape));

    /// <summary>The scale alone.</summary>
    public static double ScaleOf(NoiseLaw law) => law switch
    {
        GaussianLaw gaussian => gaussian.StandardDeviation,
        LaplaceLaw laplace => laplace.Scale,
        GeneralizedGaussianLaw generalized => generalized.Scale,
        UniformLaw uniform => uniform.HalfWidth,
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "a law with a scale"),
    };

    /// <summary>The upper tail of the unit law, and the scale: the half width for uniform noise.</summary>
    public static (UnitTail Tail, double Scale) Of(NoiseLaw law) => (TailOf(law), ScaleOf(law));

    private static UnitTail TailOf(NoiseLaw law) => law switch
    {
        GaussianLaw => UnitTail.StandardNormal,
        LaplaceLaw => Shapes.Of(1),
        GeneralizedGaussianLaw generalized => Shapes.Of(generalized.Shape),
        UniformLaw => UnitTail.Uniform,
        _ => throw new ArgumentOutOfRangeException(nameof(law), law, "a law with a tail"),
    };
}
