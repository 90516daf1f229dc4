using System.Globalization;
using Smoothing.Numerics;

namespace Smoothing.Cli.Plotting;

/// <summary>What a picture says about a run.</summary>
internal static class RunCaption
{
    private const int Decimals = 3;

    /// <summary>The caption of a run with certificates.</summary>
    public static string Of(IReadOnlyList<CertificateRow> rows, string norm, int total)
    {
        var methods = rows.Select(row => row.Methods.GetValueOrDefault(norm)).OfType<string>().Distinct()
            .Order(StringComparer.Ordinal).ToList();
        var facts = rows.Select(row => row.Facts).Distinct().ToList();
        return string.Join(", ", new[]
        {
            methods.Count == 0 ? "no certificate" : string.Join(" and ", methods),
            Same("n0", facts.Select(fact => Whole(fact.Selection))),
            Same("n", facts.Select(fact => Whole(fact.Estimation))),
            Same("α", facts.Where(fact => fact.Error is not null).Select(
                fact => fact.Error!.Value.ToString("R", CultureInfo.InvariantCulture))),
            string.Join(" or ", facts.Select(fact => fact.Noise).Distinct()),
            $"{Whole(total)} inputs of {string.Join(" and ", facts.Select(fact => fact.Model).Distinct())}",
            Largest(rows.Where(row => row.Correct).Select(row => row.Radii.GetValueOrDefault(norm))),
        }.Where(part => part.Length > 0));
    }

    /// <summary>The caption of a table, which does not tell how it was made.</summary>
    public static string OfTable(int total, IEnumerable<double> radii) =>
        $"method, n, α and noise are not in the file, radii as the file has them, {Whole(total)} inputs, "
            + Largest(radii);

    private static string Largest(IEnumerable<double> radii) =>
        $"largest radius {Directed.FlooredText(radii.DefaultIfEmpty().Max(), Decimals)}";

    private static string Same(string name, IEnumerable<string> values) =>
        values.Distinct().ToList() is { Count: > 0 } all ? $"{name} = {string.Join(" or ", all)}" : "";

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
