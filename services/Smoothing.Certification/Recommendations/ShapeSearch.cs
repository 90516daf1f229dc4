using System.Collections.Immutable;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Recommendations;

/// <summary>The shape whose tight l1 ball is the largest at one standard deviation.</summary>
/// <remarks>A grid, then a search between its neighbours of the best, ending at a shape of two decimals.</remarks>
internal static class ShapeSearch
{
    // Shapes 1 and 2 are compared on their own, as is the uniform law beyond the last.
    private static readonly ImmutableArray<double> Grid =
        [1.05, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2.2, 2.5, 3, 3.5, 4, 5, 6, 8, 11, 16, 24, 40, 64];

    /// <summary>The law of that shape.</summary>
    public static NoiseLaw Best(Question question)
    {
        var radii = Grid.Select(shape => Radius(question, shape)).ToArray();
        var best = Array.IndexOf(radii, radii.Max());
        var low = Math.Round(best == 0 ? 1.01 : Grid[best - 1], 2);
        var high = best == radii.Length - 1 ? Grid[best] : Grid[best + 1];
        while (high - low > 0.015)
        {
            var (left, right) = (Math.Round(((2 * low) + high) / 3, 2), Math.Round((low + (2 * high)) / 3, 2));
            if (left >= right)
                break;
            if (Radius(question, left) < Radius(question, right))
                low = left;
            else
                high = right;
        }

        var shape = new[] { Grid[best], low, high, Math.Round((low + high) / 2, 2) }.MaxBy(s => Radius(question, s));
        return question.OfShape(shape);
    }

    private static double Radius(Question question, double shape) => shape == 2
        ? 0
        : new NeymanPearson().Radius(question.Bounds, question.OfShape(shape), question.Dimension).Radius;
}
