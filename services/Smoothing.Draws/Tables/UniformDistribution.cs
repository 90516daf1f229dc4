using System.Numerics;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Draws.Tables;

/// <summary>The distribution function of uniform noise: ½ + t / (2 half width), and 1 from the half width on.</summary>
internal sealed class UniformDistribution(UniformLaw law, Rational step, int bits)
    : Distribution(law.HalfWidth, step, bits)
{
    // The fraction is truncated once.
    /// <inheritdoc/>
    public override int ErrorBits => 0;

    /// <inheritdoc/>
    public override BigInteger? AboveHalf(BigInteger numerator, BigInteger denominator) =>
        numerator >= denominator ? null : Arithmetic.Ratio(numerator, 2 * denominator);
}
