using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Smoothing.Services.Tests.Asking;

/// <summary>The cases of tests/reference/given_cases.json.</summary>
internal static class GivenCases
{
    private static readonly JsonElement[] All = Load();

    /// <summary>The inputs and expected values of a group.</summary>
    public static IReadOnlyList<(JsonElement Inputs, JsonElement Expected)> Of(string group)
    {
        var cases = All.Where(c => c.GetProperty("group").GetString() == group)
            .Select(c => (c.GetProperty("inputs"), c.GetProperty("expected"))).ToList();
        Assert.NotEmpty(cases);
        return cases;
    }

    /// <summary>A number that is written as text or as a number.</summary>
    public static double Number(this JsonElement element, string name) =>
        double.Parse(element.GetProperty(name).ToString(), CultureInfo.InvariantCulture);

    private static JsonElement[] Load([CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "reference", "given_cases.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.Clone())];
    }
}
