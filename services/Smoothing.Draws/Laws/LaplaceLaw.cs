using System.Globalization;

namespace Smoothing.Draws.Laws;

/// <summary>Laplace noise, density exp(-|t| / scale) / (2 scale).</summary>
public sealed record LaplaceLaw : NoiseLaw
{
    /// <summary>Laplace noise of the given scale.</summary>
    /// <param name="scale">In units of the input. Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public LaplaceLaw(double scale)
    {
        Scale = Width(scale, nameof(scale));
        StandardDeviation = RootMeanSquare.OfLaplace(scale);
    }

    /// <summary>Scale, in units of the input. Finite and above 0.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override double StandardDeviation { get; }

    // ½ exp(-32 √2) is below 2^-66.
    internal override int TailEnd => 32;

    /// <inheritdoc/>
    /// <remarks>Such as "laplace:0.1".</remarks>
    public override bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"laplace:{Scale:R}", out charsWritten);
}
