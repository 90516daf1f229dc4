using System.Globalization;

namespace Smoothing.Cli.Plotting;

/// <summary>The number of inputs of a run. Inputs that failed have no row, and count as not certified.</summary>
internal static class RunTotal
{
    // The accuracy has four decimals.
    private const decimal Unit = 0.0001m;

    /// <summary>Finds the number from the accuracy at radius 0, which a complete run has in its folder.</summary>
    /// <param name="accuracyFile">The table with radius, number of certified inputs and accuracy, rounded down.</param>
    /// <param name="rows">Number of rows.</param>
    /// <returns>The number of rows where it gives the accuracy; otherwise the largest number that does.</returns>
    public static int Of(string accuracyFile, int rows)
    {
        if (!File.Exists(accuracyFile) || File.ReadLines(accuracyFile).ElementAtOrDefault(1)?.Split('\t') is not
            [_, var count, var share]
            || !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var certified)
            || !decimal.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var accuracy)
            || accuracy <= 0 || certified < accuracy * rows)
            return rows;
        return decimal.Truncate(certified / (decimal)rows / Unit) * Unit == accuracy
            ? rows
            : (int)Math.Min(decimal.Truncate(certified / accuracy), int.MaxValue);
    }
}
