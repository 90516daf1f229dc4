using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Noise laws of questions without draws: their parameters are meant as they are given.</summary>
public static class GivenLaw
{
    /// <summary>Range of a standard deviation, a scale or a half width, in words.</summary>
    /// <remarks>Beyond, squares and powers of a width leave the range of doubles.</remarks>
    public const string WidthRange = "in [1e-100, 1e100]";

    /// <summary>What <see cref="IsInRange"/> needs of a scale, in words.</summary>
    public const string ScaleRange = "such that, for shape 2, scale / √2 is " + WidthRange;

    /// <summary>Whether a standard deviation, a scale or a half width is in <see cref="WidthRange"/>.</summary>
    public static bool IsWidth(double value) => value is >= 1e-100 and <= 1e100;

    /// <summary>Whether a law whose parameters are in range is: a scale over √2 may be too small.</summary>
    public static bool IsInRange(NoiseLaw law) =>
        law is not GaussianLaw gaussian || IsWidth(gaussian.StandardDeviation);

    /// <summary>Generalized Gaussian noise of this scale.</summary>
    /// <param name="scale">In units of the input. In [1e-100, 1e100].</param>
    /// <param name="shape">In [1, 2^30].</param>
    /// <returns>
    /// For shape 2 normal noise of standard deviation scale / √2, rounded down: a radius at a larger one would be too
    /// large. Draws need one of equal laws instead, and take <see cref="NoiseLaw.GeneralizedGaussian"/>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public static NoiseLaw GeneralizedGaussian(double scale, double shape)
    {
        if (!IsWidth(scale))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, WidthRange);
        return shape == 2
            ? NoiseLaw.Gaussian(Directed.DivideDown(scale, Directed.SqrtUp(2)))
            : NoiseLaw.GeneralizedGaussian(scale, shape);
    }
}
