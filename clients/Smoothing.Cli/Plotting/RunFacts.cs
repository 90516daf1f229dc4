using System.Globalization;
using System.Text.Json;

namespace Smoothing.Cli.Plotting;

/// <summary>What is the same for all inputs of a run.</summary>
/// <param name="Selection">n0.</param>
/// <param name="Estimation">n.</param>
/// <param name="Error">α; null where a certificate has no bounds.</param>
/// <param name="Noise">The noise law in words.</param>
/// <param name="Model">Name of the model.</param>
internal sealed record RunFacts(long Selection, long Estimation, double? Error, string Noise, string Model)
{
    /// <summary>Reads a certificate.</summary>
    public static RunFacts Of(JsonElement certificate)
    {
        var evidence = certificate.GetProperty("evidence");
        double? error = certificate.TryGetProperty("bounds", out var bounds)
            ? bounds.GetProperty("error_probability").GetDouble()
            : null;
        if (evidence.TryGetProperty("imported", out var imported))
            return OfImported(imported, error);
        var source = evidence.GetProperty("estimation")[0].GetProperty("source");
        return new(
            Draws(evidence.GetProperty("selection")), Draws(evidence.GetProperty("estimation")), error,
            NoiseOf(source.GetProperty("noise")), source.GetProperty("model").GetString()!);
    }

    // A class that was fixed took no draws.
    private static RunFacts OfImported(JsonElement imported, double? error)
    {
        var source = imported.GetProperty("source");
        return new(
            imported.TryGetProperty("selection", out var selection) ? selection.GetProperty("draws").GetInt64() : 0,
            imported.GetProperty("estimation").GetProperty("draws").GetInt64(), error,
            NoiseOf(source.GetProperty("noise")), source.GetProperty("tool").GetString()!);
    }

    private static long Draws(JsonElement samples) => samples.EnumerateArray()
        .SelectMany(sample => sample.GetProperty("counts").EnumerateArray())
        .Sum(one => one.GetProperty("range").GetProperty("count").GetInt64());

    // {"gaussian": {"standard_deviation": 0.25}}: gaussian noise, standard deviation 0.25.
    private static string NoiseOf(JsonElement noise)
    {
        var law = noise.EnumerateObject().First();
        var parameters = law.Value.EnumerateObject().Select(parameter => string.Create(
            CultureInfo.InvariantCulture, $"{parameter.Name.Replace('_', ' ')} {parameter.Value.GetDouble():R}"));
        var name = law.Name switch
        {
            "gaussian" => "Gaussian",
            "laplace" => "Laplace",
            "generalized_gaussian" => "generalized Gaussian",
            var other => other.Replace('_', ' '),
        };
        return $"{name} noise, {string.Join(", ", parameters)}";
    }
}
