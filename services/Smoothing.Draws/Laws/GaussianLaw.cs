using System.Globalization;

namespace Smoothing.Draws.Laws;

/// <summary>Normal noise.</summary>
public sealed record GaussianLaw : NoiseLaw
{
    /// <summary>Normal noise of the given standard deviation.</summary>
    /// <param name="standardDeviation">In units of the input. Finite and above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public GaussianLaw(double standardDeviation) =>
        StandardDeviation = Width(standardDeviation, nameof(standardDeviation));

    /// <inheritdoc/>
    public override double StandardDeviation { get; }

    // Q(10) = 7.6e-24 is below 2^-65 = 2.7e-20.
    internal override int TailEnd => 10;

    /// <inheritdoc/>
    /// <remarks>Such as "gaussian:0.25".</remarks>
    public override bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite(CultureInfo.InvariantCulture, $"gaussian:{StandardDeviation:R}", out charsWritten);
}
