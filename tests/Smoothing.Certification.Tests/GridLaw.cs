using Smoothing.Certification.Radii;
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
    /// <returns>A number at most the probability: the law beyond 46 scales, below 1e-20 of it, is left out.</returns>
    internal double LowerBound(double point, int label)
    {
        var (tail, scale) = UnitLaws.Of(noise.Law);
        var steps = scale * noise.Grid.Step.Denominator / noise.Grid.Step.Numerator;
        var centre = point * noise.Grid.Step.Denominator / noise.Grid.Step.Numerator;
        var (first, last) = ((int)(centre - (Beyond * steps)) - 1, (int)(centre + (Beyond * steps)) + 1);
        var sum = 0.0;
        for (var start = first; start < last;)
        {
            var end = start;
            while (end < last && answer(end) == answer(start))
                end++;
            if (answer(start) == label)
                sum += Math.Max(0, Mass(tail, (start - 0.5 - centre) / steps, (end - 0.5 - centre) / steps) - Margin);
            start = end;
        }

        return sum;
    }

    private const double Beyond = 46;

    // The points, their quotients and differences carry less than 1e-13 together, and the densities are below 0.6.
    private const double Margin = 1e-13;

    private static double Mass(UnitTail tail, double from, double to) => from > 0
        ? tail.LowerBound(Inside(tail, from)) - tail.UpperBound(Inside(tail, to))
        : tail.LowerBound(Inside(tail, -to)) - tail.UpperBound(Inside(tail, -from));

    private static double Inside(UnitTail tail, double z) => Math.Clamp(z, -tail.Most, tail.Most);
}
