using System.Collections.Immutable;
using System.Text.Json;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Asking.Json;
using Smoothing.Cli.Output;

namespace Smoothing.Cli.Asking;

/// <summary>`smoothing joint`: limits of several norms that hold all at once (Hayes 2020, equations 22 to 27).
/// </summary>
internal sealed class JointQuestion : Question
{
    private const string Equal = "equal", Maximise = "maximise", Weighted = "weighted";
    private const string Perturbation = "perturbation", Contains = "contains_perturbation";

    public override string Name => "joint";

    public override string Description =>
        "Gives the limits of a joint region: the smoothed classifier is constant for every perturbation that is within "
            + "ALL of them at once. None of them is the radius of a ball; the balls that the region contains are given "
            + "besides.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("noise", ParameterKind.Noise, "LAW", "noise, such as generalized_gaussian:SCALE:SHAPE with a whole shape"),
        .. ProbabilityParameters.All,
        new("dimension", ParameterKind.Number, "D", "number of coordinates, in [1, 2^28]"),
        new("objective", ParameterKind.Text, "NAME", "equal (the default), maximise or weighted"),
        new("norm", ParameterKind.Text, "P", "with maximise: the norm whose limit is as large as possible"),
        new(
            "weights", ParameterKind.Weights, "P=WEIGHT,…",
            "with weighted: a weight above 0 for every norm of the chain 2, 4, …, shape or 1, 3, …, shape"),
        new(
            Perturbation, ParameterKind.Numbers, "X,…",
            "the change of each coordinate: asks whether this perturbation is in the region"),
    ];

    public override Action<Utf8JsonWriter>? Answer(JsonFields question)
    {
        var law = JsonLaw.Read(question, "noise");
        var probabilities = JsonProbabilities.Read(question);
        var dimension = question.Whole("dimension", 1, JointRegions.MostDimension);
        var goal = Goal(question);
        var perturbation = JsonPerturbation.Read(question, Perturbation, dimension);
        if (law is not null && dimension is { } known && goal is not null)
        {
            foreach (var (field, description) in JointRegions.Violations(law, known, goal))
                question.Violations.Add(field, description);
        }

        if (probabilities is null || !question.Violations.IsEmpty)
            return null;
        var region = probabilities.HasMajority
            ? JointRegions.Of(JointRegions.Threshold(probabilities), law!, dimension!.Value, goal!)
            : null;
        var contains = perturbation is null ? null : region?.Contains(perturbation);
        return json => Write(json, region, contains, probabilities);
    }

    public override void Show(JsonElement answer, TextWriter writer)
    {
        if (answer.TryGetProperty("abstention", out var abstention))
        {
            writer.WriteLine($"abstains: {abstention.GetProperty("reason").GetString()!.Replace('_', ' ')}");
            return;
        }

        writer.WriteLine("constant for every perturbation within ALL of these limits at once (they are no balls):");
        ShowLimits(answer.GetProperty("radii"), writer);
        writer.WriteLine("balls that this region contains, each on its own:");
        ShowLimits(answer.GetProperty("contained"), writer);
        if (answer.TryGetProperty(Contains, out var contains))
            writer.WriteLine($"the perturbation is {(contains.GetBoolean() ? "in" : "not in, or on the edge of,")} it");
    }

    private static void ShowLimits(JsonElement limits, TextWriter writer)
    {
        foreach (var limit in limits.EnumerateObject())
            writer.WriteLine($"  l{limit.Name,-4} {FlooredNumber.Text(limit.Value.GetDouble())}");
    }

    private static JointGoal? Goal(JsonFields question)
    {
        var before = question.Violations.Count;
        var objective = question.OptionalName("objective", Equal, Maximise, Weighted) ?? Equal;
        var norm = question.Find("norm") is { } value
            ? JsonNorms.Read(value, question.Violations.Nested("norm")) : (double?)null;
        var weights = question.OptionalObject("weights") is { } fields ? JsonWeights.Read(fields) : null;
        if (question.Violations.Count > before)
            return null;
        if (norm is not null && objective != Maximise)
            question.Violations.Add("norm", $"goes with the objective {Maximise} only");
        if (weights is not null && objective != Weighted)
            question.Violations.Add("weights", $"go with the objective {Weighted} only");
        if (objective == Maximise)
            question.Missing("norm", "the norm whose limit is as large as possible");
        if (objective == Weighted)
            question.Missing("weights", "a weight above 0 for every norm of the chain");
        return (objective, norm, weights) switch
        {
            (Equal, _, _) => JointGoal.Equal,
            (Maximise, { } exponent, _) => JointGoal.Maximise(exponent),
            (Weighted, _, { } given) => JointGoal.Weighted(given),
            _ => null,
        };
    }

    private static void Write(
        Utf8JsonWriter json, JointRegion? region, bool? contains, ClassProbabilities probabilities)
    {
        Write(json, "radii", region?.Limits ?? []);
        Write(json, "contained", region?.ContainedBalls ?? []);
        if (region is not null)
        {
            json.WriteNumber("constraint", region.Constraint);
            json.WriteNumber("threshold", region.Threshold);
            if (contains is { } inside)
                json.WriteBoolean(Contains, inside);
            return;
        }

        json.WriteStartObject("abstention");
        json.WriteString("reason", probabilities.HasMajority ? "no_radius" : "no_majority");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<NormLimit> limits)
    {
        json.WriteStartObject(name);
        foreach (var limit in limits)
            json.WriteNumber(Norms.Text(limit.Norm), limit.Radius);
        json.WriteEndObject();
    }
}
