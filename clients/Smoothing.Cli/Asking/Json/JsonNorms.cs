using System.Globalization;
using System.Text.Json;
using Smoothing.Certification.Radii;
using Smoothing.Hosting;

namespace Smoothing.Cli.Asking.Json;

/// <summary>Reads norms from JSON: "1", "2", "1.5", "inf", or plain numbers.</summary>
internal static class JsonNorms
{
    private const int Most = GivenProbabilities.MostNorms;

    /// <summary>Reads the norms of a question; null where they are left out. What is wrong is told.</summary>
    public static IReadOnlyList<double>? Read(JsonFields question, string name)
    {
        if (question.OptionalArray(name) is not { } items)
            return null;
        if (items.Count is < 1 or > Most)
            question.Violations.Add(name, $"has {items.Count} norms; it must have 1 to {Most}");
        var norms = new List<double>();
        foreach (var (value, violations) in items.Take(Most))
        {
            var norm = Read(value, violations);
            if (norms.Contains(norm))
                violations.Add("", $"{Norms.Text(norm)} is there twice");
            if (!double.IsNaN(norm))
                norms.Add(norm);
        }

        return norms;
    }

    /// <summary>Reads one norm; not a number where it is wrong, which is told.</summary>
    public static double Read(JsonElement value, Violations violations)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
        if (Parse(text) is { } norm)
            return norm;
        violations.Add("", $"is {JsonFields.Text(value)}; it must be a number in [1, {Norms.MostExponent}] or \"inf\"");
        return double.NaN;
    }

    /// <summary>Reads the text of a norm; null for what is none.</summary>
    public static double? Parse(string text) => text == "inf" ? double.PositiveInfinity
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var norm)
            && double.IsFinite(norm) && Norms.AreCovered(norm) ? norm : null;
}
