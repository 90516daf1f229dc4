namespace Smoothing.Numerics;

/// <summary>The total variation 2Φ(e/2) - 1 of the noises N(0,σ²) at two points whose l2 distance is e σ.</summary>
/// <remarks>See PROOFS.md, "Divergence of a shift".</remarks>
public sealed class GaussianTotalVariation : ShiftDivergence
{
    // Half a ratio up to which the series of the normal tail holds; the value there is above 1 - 2^-10.
    private const double MostHalf = 4;

    /// <summary>The function.</summary>
    public static GaussianTotalVariation Instance { get; } = new();

    private GaussianTotalVariation()
    {
    }

    // Budgets are at most 1/2: the value is twice what the tail at half the ratio is below 1/2.
    private protected override double Root(double budget) =>
        2 * NormalGuess.Of(Math.Min(budget, 0.5) / 2, 0.5 - (Math.Min(budget, 0.5) / 2));

    // Beyond the series a value above all that is asked for: budgets are below 1/2.
    private protected override DoubleDouble Value(DoubleDouble ratio)
    {
        var half = ratio.RoundedUp() / 2;
        return half <= MostHalf ? NormalTail.FromCentre(half).Scaled(1) : half * MostBudget;
    }
}
