using System.Text.Json;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Asking.Json;
using Smoothing.Cli.Output;
using Smoothing.Cli.Plotting;

namespace Smoothing.Cli.Asking;

/// <summary>`smoothing tradeoff`: how the limit of one norm pays for that of another (Hayes 2020, figure 3).</summary>
internal sealed class TradeOffQuestion : Question, IPicturedQuestion
{
    private const int UsualPoints = 50;

    public override string Name => "tradeoff";

    public override string Description =>
        "Gives the trade-off between the limits of two norms in joint regions: on it neither can grow without the "
            + "other shrinking. Every point is a region in which all its limits hold at once, and not a pair of balls.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("noise", ParameterKind.Noise, "LAW", "noise, such as generalized_gaussian:SCALE:SHAPE with a whole shape"),
        .. ProbabilityParameters.All,
        new("dimension", ParameterKind.Number, "D", "number of coordinates, in [1, 2^28]"),
        new(
            "norms", ParameterKind.Texts, "P,Q",
            "the two norms, of the chain 2, 4, …, shape or 1, 3, …, shape; the first and the last when left out"),
        new("points", ParameterKind.Number, "COUNT", "number of points, in [2, 10000]; 50 when left out"),
    ];

    public override Action<Utf8JsonWriter>? Answer(JsonFields question)
    {
        var law = JsonLaw.Read(question, "noise");
        var probabilities = JsonProbabilities.Read(question);
        var dimension = question.Whole("dimension", 1, JointRegions.MostDimension);
        var norms = JsonNorms.Read(question, "norms");
        var points = (int)(question.OptionalWhole("points", 2, TradeOff.MostPoints) ?? UsualPoints);
        if (norms is not null and not [_, _])
            question.Violations.Add("norms", $"has {norms.Count} norms; it must have 2");
        if (law is null || probabilities is null || dimension is not { } d || !question.Violations.IsEmpty)
            return null;
        var chain = JointRegions.Exponents(law);
        var (first, second) = norms is [var one, var other]
            ? (Math.Min(one, other), Math.Max(one, other))
            : (chain.FirstOrDefault(1), chain.LastOrDefault(1));
        foreach (var (field, description) in TradeOff.Violations(law, d, first, second, points))
            question.Violations.Add(field, description);
        if (!question.Violations.IsEmpty)
            return null;
        var (threshold, hasMajority) = (JointRegions.Threshold(probabilities), probabilities.HasMajority);
        IReadOnlyList<TradeOffPoint> front = hasMajority && threshold > 0
            ? TradeOff.Front(threshold, law, d, first, second, points)
            : [];
        return json => Write(json, first, second, front, hasMajority);
    }

    public override void Show(JsonElement answer, TextWriter writer)
    {
        if (answer.TryGetProperty("abstention", out var abstention))
        {
            writer.WriteLine($"abstains: {abstention.GetProperty("reason").GetString()!.Replace('_', ' ')}");
            return;
        }

        var norms = answer.GetProperty("norms");
        writer.WriteLine("limits that hold at once, a region a line (they are no balls):");
        writer.WriteLine($"l{norms[0].GetString(),-14} l{norms[1].GetString()}");
        foreach (var point in answer.GetProperty("points").EnumerateArray())
        {
            writer.WriteLine(
                $"{FlooredNumber.Text(point[0].GetDouble()),-15} {FlooredNumber.Text(point[1].GetDouble())}");
        }
    }

    public Chart Draw(JsonElement question, JsonElement answer)
    {
        var norms = answer.GetProperty("norms");
        var points = answer.GetProperty("points").EnumerateArray()
            .Select(point => (point[0].GetDouble(), point[1].GetDouble()));
        return new(
            "Trade-off between two limits of joint regions",
            $"l{norms[0].GetString()} limit (units of the input)",
            $"l{norms[1].GetString()} limit (units of the input)",
            [new("trade-off", [.. points])],
            [
                $"{QuestionWords.Of(question)}. Every point is a joint region: all its limits hold at once (Hayes "
                    + "2020, equations 22 to 27). No point is a pair of balls.",
            ]);
    }

    private static void Write(
        Utf8JsonWriter json, double first, double second, IReadOnlyList<TradeOffPoint> front, bool hasMajority)
    {
        json.WriteStartArray("norms");
        json.WriteStringValue(Norms.Text(first));
        json.WriteStringValue(Norms.Text(second));
        json.WriteEndArray();
        json.WriteStartArray("points");
        foreach (var point in front.Where(point => point.First > 0 && point.Second > 0))
        {
            json.WriteStartArray();
            json.WriteNumberValue(point.First);
            json.WriteNumberValue(point.Second);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        if (front.Any(point => point.First > 0 && point.Second > 0))
            return;
        json.WriteStartObject("abstention");
        json.WriteString("reason", hasMajority ? "no_radius" : "no_majority");
        json.WriteEndObject();
    }
}
