using System.Text.Json;
using Smoothing.Certification.Radii;
using Smoothing.Client;
using Smoothing.Draws.Laws;
using Smoothing.Messages;

namespace Smoothing.Cli.Asking.Json;

/// <summary>Reads a noise law from JSON, such as {"laplace":{"scale":0.1}}.</summary>
internal static class JsonLaw
{
    private static readonly (string Name, string[] Parameters)[] Forms =
    [
        ("gaussian", ["standard_deviation"]),
        ("laplace", ["scale"]),
        ("generalized_gaussian", ["scale", "shape"]),
        ("uniform", ["half_width"]),
    ];

    /// <summary>The parameters of a law; null for a name that is none.</summary>
    public static string[]? Parameters(string law) => Forms.FirstOrDefault(form => form.Name == law).Parameters;

    /// <summary>Reads a law; null where it is missing or wrong, which is told.</summary>
    public static NoiseLaw? Read(JsonFields question, string name)
    {
        question.Missing(name, $"an object with one of {Names}");
        if (question.OptionalObject(name) is not { } noise)
            return null;
        var found = Forms.Where(form => noise.Has(form.Name)).ToList();
        noise.End();
        if (found is not [var (law, parameters)])
        {
            noise.Violations.Add("", $"names {found.Count} laws; it must name one of {Names}");
            return null;
        }

        if (noise.OptionalObject(law) is not { } fields)
            return null;
        var before = fields.Violations.Count;
        double[] values = [.. parameters.Select(parameter => parameter == "shape"
            ? fields.Number(parameter, NoiseLaw.IsShape, NoiseLaw.ShapeRange)
            : fields.Number(parameter, GivenLaw.IsWidth, GivenLaw.WidthRange))];
        fields.End();
        if (fields.Violations.Count > before)
            return null;
        var read = Law(law, values);
        if (GivenLaw.IsInRange(read))
            return read;
        fields.Violations.Add(
            "scale", FormattableString.Invariant($"is {values[0]:R}; it must be {GivenLaw.ScaleRange}"));
        return null;
    }

    /// <summary>Writes a law as it is read.</summary>
    public static void Write(Utf8JsonWriter json, NoiseLaw law) => WireJson.Write(json, LawMessages.ToMessage(law));

    private static string Names => string.Join(", ", Forms.Select(form => form.Name));

    private static NoiseLaw Law(string name, double[] values) => (name, values) switch
    {
        ("gaussian", [var deviation]) => NoiseLaw.Gaussian(deviation),
        ("laplace", [var scale]) => NoiseLaw.Laplace(scale),
        ("uniform", [var halfWidth]) => NoiseLaw.Uniform(halfWidth),
        (_, [var scale, var shape]) => GivenLaw.GeneralizedGaussian(scale, shape),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "a law"),
    };
}
