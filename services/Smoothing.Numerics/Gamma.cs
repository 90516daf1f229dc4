namespace Smoothing.Numerics;

/// <summary>The gamma function on (0, 2] in double-word arithmetic: the same bits on every platform.</summary>
/// <remarks>See PROOFS.md, "Gamma".</remarks>
internal static class Gamma
{
    /// <summary>What every result may be off by, relative to itself: 2^-93.</summary>
    internal const double RelativeError = 1.0097419586828951e-28;

    private const double Far = 80;

    private static readonly DoubleDouble LogFar = Logarithm.Of(Far);

    /// <summary>Γ(1 + a) for a in [0, 1], within 2^-93 of it if a is within 4u² of what it stands for.</summary>
    internal static DoubleDouble OfOnePlus(DoubleDouble a) =>
        a.Hi == 0 ? DoubleDouble.One : Exponential.Of((a * LogFar) - Far) * IncompleteGamma.Series(a, Far);

    /// <summary>Γ(b) for b in (0, 2], within 2^-93 of it if b is within 4u² of what it stands for.</summary>
    internal static DoubleDouble Of(DoubleDouble b) => b.Hi <= 1 ? OfOnePlus(b) / b : OfOnePlus(b - 1.0);
}
