using System.Text.Json;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Certification.Recommendations;
using Smoothing.Cli.Asking.Json;
using Smoothing.Cli.Output;

namespace Smoothing.Cli.Asking;

/// <summary>`smoothing recommend`: which noise gives the largest radius of a norm, and by how much.</summary>
internal sealed class RecommendQuestion : Question
{
    public override string Name => "recommend";

    public override string Description =>
        "Tells which noise of a standard deviation gives the largest radius of a norm at p1, with p2 = 1 - p1, by how "
            + "much, and where the paper's methods stand. How well a model answers under each noise it cannot tell.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("norm", ParameterKind.Text, "P", "norm of the radius, in [1, 64] or inf"),
        new("dimension", ParameterKind.Number, "D", "number of coordinates, in [1, 2^28]"),
        new(
            "standard_deviation", ParameterKind.Number, "SD",
            "standard deviation of one coordinate of the noise, in units of the input, in [1e-9, 1e9]"),
        ProbabilityParameters.Top,
        ProbabilityParameters.Complement,
    ];

    public override Action<Utf8JsonWriter>? Answer(JsonFields question)
    {
        question.Missing("norm", "a number in [1, 64] or \"inf\"");
        var norm = question.Find("norm") is { } value
            ? JsonNorms.Read(value, question.Violations.Nested("norm")) : double.NaN;
        var dimension = question.Whole("dimension", 1, JointRegions.MostDimension);
        var deviation = question.Number("standard_deviation", double.IsFinite, "in [1e-9, 1e9]");
        var probabilities = JsonProbabilities.Read(question, withOther: false);
        if (probabilities is null || dimension is not { } d || !question.Violations.IsEmpty)
            return null;
        double? complement = probabilities.HasMajority ? probabilities.Complement : null;
        foreach (var (field, description) in Recommender.Violations(norm, d, deviation, complement))
            question.Violations.Add(field, description);
        if (!question.Violations.IsEmpty)
            return null;
        if (!probabilities.HasMajority)
            return WriteAbstention;
        var recommendation = Recommender.Of(norm, d, deviation, probabilities.Complement);
        return json => Write(json, recommendation);
    }

    public override void Show(JsonElement answer, TextWriter writer)
    {
        if (answer.TryGetProperty("abstention", out _))
        {
            writer.WriteLine("abstains: p1 is not above 1/2");
            return;
        }

        writer.WriteLine(answer.GetProperty("explanation").GetString());
        foreach (var candidate in answer.GetProperty("alternatives").EnumerateArray()
            .Prepend(answer.GetProperty("best")))
        {
            var radius = candidate.GetProperty("radius").GetDouble();
            var text = radius > 0 ? FlooredNumber.Text(radius) : "0";
            writer.WriteLine(
                $"  {text,-12} {candidate.GetProperty("method").GetString()}, "
                    + QuestionWords.Of(candidate.GetProperty("noise")));
        }
    }

    private static void Write(Utf8JsonWriter json, Recommendation recommendation)
    {
        json.WritePropertyName("best");
        Write(json, recommendation.Best);
        // Where nothing else has a radius there is no quotient.
        if (double.IsFinite(recommendation.Gain))
            json.WriteNumber("gain", recommendation.Gain);
        json.WriteStartArray("alternatives");
        foreach (var candidate in recommendation.Alternatives)
            Write(json, candidate);
        json.WriteEndArray();
        json.WritePropertyName("paper");
        Write(json, recommendation.Paper);
        json.WriteString("explanation", recommendation.Explanation);
    }

    private static void Write(Utf8JsonWriter json, Candidate candidate)
    {
        json.WriteStartObject();
        json.WritePropertyName("noise");
        JsonLaw.Write(json, candidate.Law);
        json.WriteNumber("radius", candidate.Radius);
        json.WriteString("method", MethodNames.Of(candidate.Method));
        json.WriteBoolean("tight", candidate.Tight);
        if (candidate.ConvertedFrom is { } norm)
            json.WriteString("converted_from", Norms.Text(norm));
        json.WriteEndObject();
    }

    private static void WriteAbstention(Utf8JsonWriter json)
    {
        json.WriteStartObject("abstention");
        json.WriteString("reason", "no_majority");
        json.WriteEndObject();
    }
}
