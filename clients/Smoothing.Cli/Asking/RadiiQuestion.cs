using System.Collections.Immutable;
using System.Text.Json;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Asking.Json;
using Smoothing.Cli.Output;
using Smoothing.Draws.Laws;

namespace Smoothing.Cli.Asking;

/// <summary>`smoothing radii`: what every method says at given probabilities.</summary>
internal sealed class RadiiQuestion : Question
{
    public override string Name => "radii";

    public override string Description =>
        "Gives the radius of every method that applies, rounded down, at probabilities that are given. Where p1 is not "
            + "above p2 it abstains.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("noise", ParameterKind.Noise, "LAW", "noise: " + LawText.Forms),
        .. ProbabilityParameters.All,
        new(
            "dimension", ParameterKind.Number, "D",
            "number of coordinates, in [1, 2^28]; when left out, only radii that hold for every number of them"),
        new(
            "norms", ParameterKind.Texts, "P,…",
            "norms of the radii, in [1, 64] or inf; 1, 2, inf and those of the methods when left out"),
    ];

    public override Action<Utf8JsonWriter>? Answer(JsonFields question)
    {
        var law = JsonLaw.Read(question, "noise");
        var probabilities = JsonProbabilities.Read(question);
        var dimension = question.OptionalWhole("dimension", 1, GivenProbabilities.MostDimension);
        var norms = JsonNorms.Read(question, "norms");
        if (law is null || probabilities is null || !question.Violations.IsEmpty)
            return null;
        if (!probabilities.HasMajority)
            return WriteAbstention;
        var balls = GivenProbabilities.Balls(probabilities, law, dimension, norms);
        return json => Write(json, balls);
    }

    public override void Show(JsonElement answer, TextWriter writer)
    {
        if (answer.TryGetProperty("abstention", out _))
            writer.WriteLine("abstains: p1 is not above p2");
        else
            ConsoleTables.WriteRadii(writer, [.. answer.GetProperty("radii").EnumerateArray()]);
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<Ball> balls)
    {
        json.WriteStartArray("radii");
        foreach (var ball in balls)
        {
            json.WriteStartObject();
            json.WriteString("method", MethodNames.Of(ball.Method));
            json.WriteString("norm", Norms.Text(ball.Norm));
            json.WriteNumber("radius", ball.Radius);
            json.WriteBoolean("tight", ball.Tight);
            json.WriteBoolean("best", ball.BestForNorm);
            if (ball.ConvertedFrom is { } norm)
                json.WriteString("converted_from", Norms.Text(norm));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAbstention(Utf8JsonWriter json)
    {
        Write(json, []);
        json.WriteStartObject("abstention");
        json.WriteString("reason", "no_majority");
        json.WriteEndObject();
    }
}
