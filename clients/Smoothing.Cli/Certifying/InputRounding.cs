using System.Runtime.CompilerServices;
using Smoothing.Certification.Roundings;
using Smoothing.Data;
using static System.FormattableString;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>Real numbers of an array as levels of a model's grid: the nearest ones, the even one of two.</summary>
internal static class InputRounding
{
    // A grid of 65,536 levels takes a moment.
    private static readonly ConditionalWeakTable<Wire.Model, GridRounding> Kept = [];

    /// <summary>The levels, in the order of the image, and how far each number was from its level, rounded up.
    /// </summary>
    /// <exception cref="ImageFileException">Some numbers are no numbers, or outside of the range of levels by more than
    /// half a step.</exception>
    public static (int[] Levels, double[] Distances) Of(Wire.Model model, LabelledImage image)
    {
        var rounding = Kept.GetValue(model, static one => new(ServiceLookup.GridOf(one)));
        var numbers = image.Numbers!.Value.Span;
        var (levels, distances) = (new int[numbers.Length], new double[numbers.Length]);
        var (wrong, first) = (0, 0.0);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!rounding.TryRound(numbers[i], out levels[i], out distances[i]) && wrong++ == 0)
                first = numbers[i];
        }

        return wrong == 0 ? (levels, distances) : throw Outside(model, image, wrong, first);
    }

    private static ImageFileException Outside(Wire.Model model, LabelledImage image, int wrong, double first)
    {
        var grid = ServiceLookup.GridOf(model);
        return new(
            Invariant($"input {image.Index}"), "count of numbers out of range",
            Invariant($"{wrong} of {image.Shape.Length}, the first {first:R}"),
            Invariant($"allowed are numbers in [{grid.NumberOf(grid.MinLevel):R}, {grid.NumberOf(grid.MaxLevel):R}]")
                + $", the range of {model.Name}, and at most half a step of {grid.Step} outside of it");
    }
}
