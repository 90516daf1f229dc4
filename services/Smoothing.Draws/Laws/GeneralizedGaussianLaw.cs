using System.Globalization;

namespace Smoothing.Draws.Laws;

/// <summary>
/// Generalized Gaussian noise, density shape / (2 scale Γ(1 / shape)) exp(-|t / scale|^shape), of a shape other than 1
/// and 2.
/// </summary>
/// <remarks>It is made by <see cref="NoiseLaw.GeneralizedGaussian"/>, which has other laws for those shapes.</remarks>
public sealed record GeneralizedGaussianLaw : NoiseLaw
{
    private double _standardDeviation;

    internal GeneralizedGaussianLaw(double scale, double shape) => (Scale, Shape) = (scale, shape);

    /// <summary>Scale, in units of the input. Finite and above 0.</summary>
    public double Scale { get; }

    /// <summary>Shape. In [1, 2^30], neither 1 nor 2.</summary>
    public double Shape { get; }

    /// <inheritdoc/>
    /// <remarks>It takes half a millisecond, once: laws are read by the thousand before anything is asked of them.
    /// </remarks>
    public override double StandardDeviation => _standardDeviation > 0
        ? _standardDeviation
        : _standardDeviation = KnownDeviations.OfGeneralizedGaussian(Scale, Shape);

    // With x = |t / scale|^shape and a = 1 / shape the tail ½ Γ(a, x) / Γ(a) is at most ½ e^-x / Γ(1 + a), because
    // Γ(a, x) ≤ x^(a-1) e^-x ≤ e^-x for x ≥ 1 and a Γ(a) = Γ(1 + a); and Γ(1 + a) is at least 0.885. So 2^-65 is left
    // at most from x = 45 on, which is 45^a √(3 Γ(1 + a) / Γ(1 + 3a)) standard deviations. The logarithm of that has
    // the derivative ln 45 + ½ ψ(1 + a) - (3/2) ψ(1 + 3a) ≥ 3.80 - 0.29 - 1.89 > 0 for a in (0, 1]: it grows with a,
    // to 31.9 for shape 1, and to 9.5 for shape 2.
    internal override int TailEnd => Shape < 2 ? 32 : 10;

    /// <summary>Whether scale and shape are the same.</summary>
    public bool Equals(GeneralizedGaussianLaw? other) =>
        other is not null && Scale.Equals(other.Scale) && Shape.Equals(other.Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scale, Shape);

    /// <inheritdoc/>
    /// <remarks>Such as "generalized_gaussian:0.5:1.5".</remarks>
    public override bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite(
            CultureInfo.InvariantCulture, $"generalized_gaussian:{Scale:R}:{Shape:R}", out charsWritten);
}
