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

    /// <returns>The form that the command line takes, such as "laplace:0.1".</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"laplace:{Scale:R}");
}
