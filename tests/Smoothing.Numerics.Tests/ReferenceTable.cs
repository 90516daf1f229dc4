using System.Globalization;

namespace Smoothing.Numerics.Tests;

/// <summary>A table of tests/reference: 60-digit values made by make_tables.py.</summary>
internal static class ReferenceTable
{
    /// <summary>As many of its rows as the dose says.</summary>
    internal static IReadOnlyList<string[]> Rows(string name)
    {
        string[][] rows = [.. AllRows(name).Where((_, index) => index % Dose.Rows == 0)];
        Assert.NotEmpty(rows);
        return rows;
    }

    /// <summary>All of its rows.</summary>
    internal static IEnumerable<string[]> AllRows(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "reference", name + ".csv")).Skip(1)
            .Select(line => line.Split(','));

    internal static double Double(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    internal static long Integer(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    internal static DoubleDouble Word(string hi, string lo) => DoubleDouble.FromSum(Double(hi), Double(lo));
}
