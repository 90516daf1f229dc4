using System.Globalization;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;

namespace Smoothing.Cli.Certifying;

/// <summary>Whether noise is of the size of a model's inputs: most mistakes are of units.</summary>
internal static class NoiseUnits
{
    // A suggestion below this share of the input range is no noise that anybody certifies with.
    private const double LeastShare = 0.01;

    /// <summary>The slack of the noise table for a model's inputs.</summary>
    /// <param name="law">The noise law.</param>
    /// <param name="grid">The model's grid.</param>
    /// <param name="dimension">Number of coordinates.</param>
    /// <param name="model">Name of the model, for the error.</param>
    /// <exception cref="CommandException">The noise is too small or too large for the grid.</exception>
    public static double Slack(NoiseLaw law, Grid grid, long dimension, string model)
    {
        if (GridNoise.Covers(law, grid))
            return GridNoise.Slack(law, grid, dimension);
        var unit = (double)grid.Step.Numerator / grid.Step.Denominator;
        throw new CommandException(ExitCode.Usage, FormattableString.Invariant(
            $"--noise: a standard deviation of {law.StandardDeviation:R} is not in [{GridNoise.MinSteps * unit:G3}, ")
            + FormattableString.Invariant($"{GridNoise.MaxSteps * unit:G3}], the range for the grid of {model}")
            + (Warning(law, grid) is { } warning ? $"; {warning}" : ""));
    }

    /// <summary>What is strange about the size of noise, and what may be meant.</summary>
    /// <returns>Null when the noise is neither beyond the input range nor below the distance of two levels.</returns>
    public static string? Warning(NoiseLaw law, Grid grid)
    {
        var (low, high) = (grid.NumberOf(grid.MinLevel), grid.NumberOf(grid.MaxLevel));
        var step = (double)grid.Step.Numerator / grid.Step.Denominator;
        var (width, deviation) = (step * (grid.Levels - 1), law.StandardDeviation);
        var (size, factor) = deviation > width && width > 0
            ? (FormattableString.Invariant($"{deviation / width:0.####} times the width"), step)
            : (FormattableString.Invariant($"only {deviation / step:0.####} levels"), width);
        if (width == 0 || deviation <= width && deviation >= step)
            return null;
        var meant = deviation * factor;
        return FormattableString.Invariant($"the standard deviation {deviation:G6} is {size} of the input range ")
            + FormattableString.Invariant($"[{low:G6}, {high:G6}]; parameters are in units of the input")
            + (meant <= width && meant >= LeastShare * width ? $": did you mean {Scaled(law, factor)}?" : "");
    }

    /// <summary>The law with its width multiplied, in the form that the command line takes.</summary>
    private static string Scaled(NoiseLaw law, double factor)
    {
        // The parameter after the name is the width of every law; a shape follows it.
        var parts = law.ToString()!.Split(':');
        var scaled = double.Parse(parts[1], CultureInfo.InvariantCulture) * factor;
        return string.Join(':', [parts[0], scaled.ToString("G6", CultureInfo.InvariantCulture), .. parts[2..]]);
    }
}
