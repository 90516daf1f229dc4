using System.Numerics;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Draws.Tables;

/// <summary>The distribution function of Laplace noise, 1 - ½ exp(-t / scale) above 0.</summary>
internal sealed class LaplaceDistribution(LaplaceLaw law, Rational step, int bits)
    : Distribution(law.Scale, step, bits)
{
    // ½ e^-45 is below 2^-65.
    private const int TailEnd = 45;

    // 2^25 units of the exponential, at most 2 of its argument and the truncations.
    /// <inheritdoc/>
    public override int ErrorBits => 26;

    /// <inheritdoc/>
    public override BigInteger? AboveHalf(BigInteger numerator, BigInteger denominator) =>
        numerator >= denominator * TailEnd
            ? null
            : (Arithmetic.One - Arithmetic.ExpMinus(Arithmetic.Ratio(numerator, denominator))) >> 1;
}
