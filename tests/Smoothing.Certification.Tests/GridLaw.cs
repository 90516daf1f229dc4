using Smoothing.Draws.Grids;
using Smoothing.Draws.Tables;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>A classifier of one coordinate on a grid, and the exact probabilities of its answers under noise.</summary>
/// <param name="noise">The law on the grid.</param>
/// <param name="answer">Class of a level.</param>
internal sealed class GridLaw(GridNoise noise, Func<int, int> answer)
{
    /// <summary>P(the class is answered) at a level, under the law of the table, as a multiple of 2^-64.</summary>
    internal UInt128 AtLevel(int level, int label)
    {
        var (sum, before) = (UInt128.Zero, UInt128.Zero);
        for (var i = 0; i <= noise.Thresholds.Length; i++)
        {
            var until = i < noise.Thresholds.Length ? noise.Thresholds[i] : UInt128.One << 64;
            if (answer(level + i - noise.Reach) == label)
                sum += until - before;
            before = until;
        }

        return sum;
    }

    /// <summary>P(the class is answered) at any point under the exact law, from below.</summary>
    /// <param name="point">The point, in units of the input.</param>
    /// <param name="label">The class.</param>
    /// <returns>A number at most the probability: the law beyond 38 deviations is left out.</returns>
    internal double LowerBound(double point, int label)
    {
        var steps = noise.Law.StandardDeviation * noise.Grid.Step.Denominator / noise.Grid.Step.Numerator;
        var centre = point * noise.Grid.Step.Denominator / noise.Grid.Step.Numerator;
        var (first, last) = ((int)(centre - (9 * steps)) - 1, (int)(centre + (9 * steps)) + 1);
        var sum = 0.0;
        for (var start = first; start < last;)
        {
            var end = start;
            while (end < last && answer(end) == answer(start))
                end++;
            if (answer(start) == label)
                sum += Math.Max(0, Mass((start - 0.5 - centre) / steps, (end - 0.5 - centre) / steps) - Margin);
            start = end;
        }

        return sum;
    }

    // The points, their quotients and differences carry less than 1e-14 together, and the density is below 0.4.
    private const double Margin = 1e-13;

    private static double Mass(double from, double to) => from > 0
        ? NormalTail.LowerBound(Inside(from)) - NormalTail.UpperBound(Inside(to))
        : NormalTail.LowerBound(Inside(-to)) - NormalTail.UpperBound(Inside(-from));

    private static double Inside(double z) => Math.Clamp(z, -NormalTail.Most, NormalTail.Most);
}
