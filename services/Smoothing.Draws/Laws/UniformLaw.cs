using System.Globalization;

namespace Smoothing.Draws.Laws;

/// <summary>Uniform noise on [-half width, half width].</summary>
public sealed record UniformLaw : NoiseLaw
{
    /// <summary>Uniform noise of the given half width.</summary>
    /// <param name="halfWidth">In units of the input. Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public UniformLaw(double halfWidth)
    {
        HalfWidth = Width(halfWidth, nameof(halfWidth));
        StandardDeviation = RootMeanSquare.OfUniform(halfWidth);
    }

    /// <summary>Half width, in units of the input. Finite and above 0.</summary>
    public double HalfWidth { get; }

    /// <inheritdoc/>
    public override double StandardDeviation { get; }

    // Nothing is left beyond √3 standard deviations.
    internal override int TailEnd => 2;

    /// <inheritdoc/>
    /// <remarks>Such as "uniform:0.5".</remarks>
    public override bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"uniform:{HalfWidth:R}", out charsWritten);
}
