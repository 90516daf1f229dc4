using System.Globalization;

namespace Smoothing.Draws.Laws;

/// <summary>A noise law: independent and identical in every coordinate, symmetric about zero.</summary>
/// <remarks>
/// Parameters are in units of the input. Equal laws are one law, with equal draws and equal certificates: those that
/// have two descriptions are made by the methods of this type, which choose one of them.
/// </remarks>
public abstract record NoiseLaw : ISpanFormattable
{
    /// <summary>Range of a standard deviation, a scale or a half width, in words.</summary>
    public const string WidthRange = "finite and above 0";

    /// <summary>Range of a shape, in words.</summary>
    public const string ShapeRange = "in [1, 2^30]";

    /// <summary>Largest shape, 2^30: beyond it the law is uniform for all that a certificate can tell.</summary>
    public const double MostShape = 1 << 30;

    private protected NoiseLaw()
    {
    }

    /// <summary>Standard deviation of one coordinate, in units of the input: the nearest double.</summary>
    /// <value>Above 0. Infinite only where a scale is so near the largest double that no double holds it.</value>
    public abstract double StandardDeviation { get; }

    /// <summary>
    /// Standard deviations beyond which at most 2^-65 of the law is left on either side: no 64 bits reach them.
    /// </summary>
    internal abstract int TailEnd { get; }

    /// <summary>Whether a standard deviation, a scale or a half width is in <see cref="WidthRange"/>.</summary>
    public static bool IsWidth(double value) => double.IsFinite(value) && value > 0;

    /// <summary>Whether a shape is in <see cref="ShapeRange"/>.</summary>
    public static bool IsShape(double value) => value is >= 1 and <= MostShape;

    /// <summary>Normal noise.</summary>
    /// <param name="standardDeviation">In units of the input. Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static GaussianLaw Gaussian(double standardDeviation) => new(standardDeviation);

    /// <summary>Laplace noise, density exp(-|t| / scale) / (2 scale).</summary>
    /// <param name="scale">In units of the input. Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static LaplaceLaw Laplace(double scale) => new(scale);

    /// <summary>Generalized Gaussian noise, density proportional to exp(-|t / scale|^shape).</summary>
    /// <param name="scale">In units of the input. Finite and above 0.</param>
    /// <param name="shape">In [1, 2^30].</param>
    /// <returns>
    /// Laplace noise of that scale for shape 1, normal noise of standard deviation scale / √2 for shape 2.
    /// </returns>
    /// <remarks>
    /// The standard deviation for shape 2 is one whose product with √2 is the scale, so that a scale that was computed
    /// from a standard deviation finds its way back; it is within 1.5 units in the last place of scale / √2.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not.</exception>
    public static NoiseLaw GeneralizedGaussian(double scale, double shape) =>
        (Width(scale, nameof(scale)), Shape(shape)) switch
        {
            (_, 1) => new LaplaceLaw(scale),
            (_, 2) => new GaussianLaw(ShapeTwo.StandardDeviation(scale)),
            _ => new GeneralizedGaussianLaw(scale, shape),
        };

    /// <summary>Uniform noise on [-halfWidth, halfWidth].</summary>
    /// <param name="halfWidth">In units of the input. Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static UniformLaw Uniform(double halfWidth) => new(halfWidth);

    /// <returns>The form that the command line takes, such as "laplace:0.1".</returns>
    public sealed override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{this}");

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public abstract bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider);

    private protected static double Width(double value, string name) =>
        IsWidth(value) ? value : throw new ArgumentOutOfRangeException(name, value, WidthRange);

    private static double Shape(double shape) =>
        IsShape(shape) ? shape : throw new ArgumentOutOfRangeException(nameof(shape), shape, ShapeRange);
}
