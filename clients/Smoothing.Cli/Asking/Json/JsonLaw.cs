using System.Text.Json;
using Smoothing.Client;
using Smoothing.Draws.Laws;
using Smoothing.Messages;
using Smoothing.Numerics;

namespace Smoothing.Cli.Asking.Json;

/// <summary>Reads a noise law from JSON, such as {"laplace":{"scale":0.1}}.</summary>
internal static class JsonLaw
{
    // Beyond, squares and powers of a width leave the range of doubles.
    private const string WidthRange = "in [1e-100, 1e100]";

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
            : fields.Number(parameter, IsWidth, WidthRange))];
        fields.End();
        return fields.Violations.Count > before ? null : Law(law, values);
    }

    /// <summary>Writes a law as it is read.</summary>
    public static void Write(Utf8JsonWriter json, NoiseLaw law) => WireJson.Write(json, LawMessages.ToMessage(law));

    private static bool IsWidth(double value) => value is >= 1e-100 and <= 1e100;

    private static string Names => string.Join(", ", Forms.Select(form => form.Name));

    private static NoiseLaw Law(string name, double[] values) => (name, values) switch
    {
        ("gaussian", [var deviation]) => NoiseLaw.Gaussian(deviation),
        ("laplace", [var scale]) => NoiseLaw.Laplace(scale),
        ("uniform", [var halfWidth]) => NoiseLaw.Uniform(halfWidth),
        // Here the scale itself is meant: a radius at a standard deviation above scale / √2 would be too large.
        (_, [var scale, 2]) => NoiseLaw.Gaussian(
            Math.Max(Directed.DivideDown(scale, Directed.SqrtUp(2)), double.Epsilon)),
        (_, [var scale, var shape]) => NoiseLaw.GeneralizedGaussian(scale, shape),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "a law"),
    };
}
