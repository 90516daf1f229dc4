namespace Smoothing.Numerics;

/// <summary>The Kullback-Leibler divergence e + exp(-e) - 1 of Laplace noises, all of the shift in one coordinate.
/// </summary>
/// <remarks>No other shift of the same l1 length has a larger one. See PROOFS.md, "Divergence of a shift".</remarks>
public sealed class LaplaceShift : ShiftDivergence
{
    /// <summary>The function.</summary>
    public static LaplaceShift Instance { get; } = new();

    private LaplaceShift()
    {
    }

    // Beyond 500 what the power is replaced by is larger, and below 2^-700.
    private protected override DoubleDouble Value(DoubleDouble ratio) => ratio.Hi <= 500
        ? Exponential.LessOneAndPower(-ratio)
        : ratio - 1.0 + Exponential.Of(-500);
}
