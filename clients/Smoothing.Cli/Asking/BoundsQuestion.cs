using System.Text.Json;
using Smoothing.Certification.Intervals;
using Smoothing.Cli.Asking.Json;
using Smoothing.Numerics;

namespace Smoothing.Cli.Asking;

/// <summary>`smoothing bounds`: confidence bounds of probabilities from counts.</summary>
internal sealed class BoundsQuestion : Question
{
    private const string ClopperPearsonName = "clopper_pearson";
    private const long MostDraws = 1L << 30;

    public override string Name => "bounds";

    public override string Description =>
        "Bounds probabilities from counts, each bound rounded to the side that claims less. --k and --n give the lower "
            + "and the upper bound of one probability, each one-sided at --alpha; --counts and --top those of the top "
            + "class and of every other class, which hold together.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("k", ParameterKind.Number, "K", "draws that answered the class, in [0, n]"),
        new("n", ParameterKind.Number, "N", "draws, in [1, 2^30]"),
        new("alpha", ParameterKind.Number, "P", "allowed probability that a bound is wrong, in (0, 1)"),
        new("counts", ParameterKind.Numbers, "K0,K1,…", "draws that answered each class, instead of --k and --n"),
        new("top", ParameterKind.Number, "CLASS", "index of the class that was chosen by other draws"),
        new("interval", ParameterKind.Text, "NAME", "with --counts: " + ClopperPearsonName + ", which is the default"),
    ];

    public override Action<Utf8JsonWriter>? Answer(JsonFields question) =>
        question.Has("counts") ? OfCounts(question) : OfOne(question);

    public override void Show(JsonElement answer, TextWriter writer)
    {
        foreach (var field in answer.EnumerateObject())
        {
            if (field.Value.ValueKind != JsonValueKind.Object)
                writer.WriteLine($"{field.Name,-22} {field.Value}");
            else
                writer.WriteLine($"{field.Name,-22} {string.Join(", ", field.Value.EnumerateObject())}");
        }
    }

    private static Action<Utf8JsonWriter>? OfOne(JsonFields question)
    {
        var draws = question.Whole("n", 1, MostDraws);
        var successes = question.Whole("k", 0, draws ?? MostDraws);
        var error = Error(question);
        if (draws is not { } n || successes is not { } k || double.IsNaN(error))
            return null;
        return json =>
        {
            json.WriteNumber("lower", BinomialBound.LowerBound(k, n, error));
            json.WriteNumber("upper", BinomialBound.UpperBound(k, n, error));
            json.WriteNumber("one_minus_lower", BinomialBound.ComplementUpperBound(k, n, error));
        };
    }

    private static Action<Utf8JsonWriter>? OfCounts(JsonFields question)
    {
        var counts = JsonCounts.Read(question, "counts", MostDraws);
        var top = question.Whole("top", 0, (counts?.Length ?? int.MaxValue) - 1);
        var error = Error(question);
        question.OptionalName("interval", ClopperPearsonName);
        if (counts is null || top is not { } label || double.IsNaN(error) || !question.Violations.IsEmpty)
            return null;
        var other = counts.Where((_, i) => i != label).Max();
        var bounds = ProbabilityBounds.Of(
            ClopperPearson.Bounds(counts[label], other, counts.Sum(), error), IntervalMethod.ClopperPearson, error, 0);
        return json => Write(json, bounds);
    }

    private static double Error(JsonFields question) => question.Number("alpha", a => a is > 0 and < 1, "in (0, 1)");

    private static void Write(Utf8JsonWriter json, ProbabilityBounds bounds)
    {
        json.WriteString("interval", ClopperPearsonName);
        json.WriteNumber("top_lower", bounds.TopLower);
        json.WriteNumber("top_complement_upper", bounds.TopComplementUpper);
        json.WriteNumber("other_upper", bounds.OtherUpper);
        json.WriteStartObject("shares");
        json.WriteNumber("top", bounds.Error);
        json.WriteNumber("other", 0);
        json.WriteEndObject();
    }
}
