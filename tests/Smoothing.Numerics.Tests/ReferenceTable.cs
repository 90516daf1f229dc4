using System.Globalization;

namespace Smoothing.Numerics.Tests;

/// <summary>A table of tests/reference: 60-digit values made by make_tables.py.</summary>
internal static class ReferenceTable
{
    internal static IReadOnlyList<string[]> Rows(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "reference", name + ".csv");
        var rows = File.ReadLines(path).Skip(1).Where((_, index) => index % Dose.Rows == 0)
            .Select(line => line.Split(',')).ToList();
        Assert.NotEmpty(rows);
        return rows;
    }

    internal static double Double(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    internal static long Integer(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    internal static DoubleDouble Word(string hi, string lo) => DoubleDouble.FromSum(Double(hi), Double(lo));
}
