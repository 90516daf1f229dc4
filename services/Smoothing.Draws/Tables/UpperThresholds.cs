using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Draws.Tables;

/// <summary>Upper thresholds of a law on a grid: P(Z &lt; (j + ½) step) to 64 bits, correctly rounded.</summary>
/// <remarks>
/// A value is rounded only where its error leaves no doubt, otherwise it is computed again with more digits. That ends,
/// for a law that <see cref="GridNoise.Covers"/> the grid, because no value is a tie. For uniform noise this can be
/// proved: with S the half width in steps, 2^64 F = 2^63 + (2j + 1) 2^62 / S. A tie means that (2j + 1) 2^63 / S is an
/// odd number Q; written in lowest terms, S then has a denominator of at least Q / (2j + 1) = 2^63 / S > 2^52 with no
/// factor 2. But S is a double divided by the step, whose numerator is at most 2^31. (And a value is at least 2^-150
/// from any tie, since the denominator of 2^64 F is below 2^85.) The other laws have transcendental values there, or
/// such as no tie is known of; what more than 2^10 digits would need lies within 2^-900 of one.
/// </remarks>
internal static class UpperThresholds
{
    private const int UsualBits = 192;

    /// <summary>The threshold above level j, for j = 0, 1, … until it rounds to 1.</summary>
    /// <returns>Multiples of 2^-64 in [2^63, 2^64), never decreasing.</returns>
    public static ulong[] Of(NoiseLaw law, Rational step)
    {
        var thresholds = new List<ulong>();
        var usual = Distribution.Of(law, step, UsualBits);
        for (var j = 0; ; j++)
        {
            var threshold = usual.Rounded(j);
            for (var bits = 2 * UsualBits; threshold is null; bits *= 2)
                threshold = Distribution.Of(law, step, bits).Rounded(j);
            if (threshold.Value > ulong.MaxValue)
                return [.. thresholds];
            thresholds.Add((ulong)threshold.Value);
        }
    }
}
