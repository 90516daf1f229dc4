using System.Collections.Immutable;
using System.Text.Json;
using Smoothing.Certification;
using Smoothing.Certification.Intervals;
using Smoothing.Cli.Asking.Json;
using Smoothing.Numerics;

namespace Smoothing.Cli.Asking;

/// <summary>`smoothing bounds`: confidence bounds of probabilities from counts.</summary>
internal sealed class BoundsQuestion : Question
{
    private const string ClopperPearson = "clopper_pearson", Hoeffding = "hoeffding", Anytime = "anytime";
    private const string Checkpointed = "checkpointed", Schedule = "schedule", Target = "target_radius";
    private const string Count = "bounds";
    private const long MostDraws = 1L << 30;

    private static readonly string[] OfOneClass = [ClopperPearson, Hoeffding, Anytime];

    private static readonly string[] OfAllClasses =
        [.. IntervalMethods.Plain.Select(method => method.Name), Checkpointed];

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
        new(
            "interval", ParameterKind.Text, "NAME",
            $"with --counts {string.Join(", ", OfAllClasses)}; with --k {string.Join(", ", OfOneClass)}; "
                + $"{ClopperPearson} when left out. It is fixed before any draw"),
        new(
            Count, ParameterKind.Number, "COUNT",
            $"with {Hoeffding}: number of bounds that share the error; 2 with --counts and 1 with --k when left out"),
        new(
            Schedule, ParameterKind.Numbers, "N1,N2,…",
            $"with {Checkpointed}: numbers of draws at which there may be a bound, fixed before any draw"),
        new(Target, ParameterKind.Number, "R", $"with {Checkpointed}: the radius that was aimed at; 0 when left out"),
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
        var error = question.Number("alpha", a => a is > 0 and < 1, "in (0, 1)");
        var interval = question.OptionalName("interval", OfOneClass) ?? ClopperPearson;
        var count = (int)(CountOf(question, interval) ?? 1);
        if (draws is not { } n || successes is not { } k || double.IsNaN(error) || !question.Violations.IsEmpty)
            return null;
        var (lower, upper, complement) = interval switch
        {
            Hoeffding => (
                HoeffdingBound.LowerBound(k, n, count, error), HoeffdingBound.UpperBound(k, n, count, error),
                HoeffdingBound.UpperBound(n - k, n, count, error)),
            Anytime => (
                AnytimeBound.LowerBound(k, n, error), AnytimeBound.ComplementUpperBound(n - k, n, error),
                AnytimeBound.ComplementUpperBound(k, n, error)),
            _ => (
                BinomialBound.LowerBound(k, n, error), BinomialBound.UpperBound(k, n, error),
                BinomialBound.ComplementUpperBound(k, n, error)),
        };
        return json =>
        {
            json.WriteNumber("lower", lower);
            json.WriteNumber("upper", upper);
            json.WriteNumber("one_minus_lower", complement);
        };
    }

    private static Action<Utf8JsonWriter>? OfCounts(JsonFields question)
    {
        var counts = JsonCounts.Read(question, "counts", MostDraws);
        var top = question.Whole("top", 0, (counts?.Length ?? int.MaxValue) - 1);
        var error = question.Number(
            "alpha", a => a is >= CountsCertifier.LeastError and <= CountsCertifier.MostError, "in [1e-12, 0.5]");
        var method = Method(question, question.OptionalName("interval", OfAllClasses) ?? ClopperPearson);
        if (counts is null || top is not { } label || double.IsNaN(error) || method is null)
            return null;
        var seen = new IntervalCounts(
            counts[label], counts.Where((_, i) => i != label).Max(), counts.Sum(), counts.Length);
        foreach (var (field, description) in method.Violations(seen.Draws))
            question.Violations.Add(field, description);
        if (!question.Violations.IsEmpty)
            return null;
        var bounds = ProbabilityBounds.Of(method.Bounds(seen, error), method, error, 0);
        return json => Write(json, bounds);
    }

    private static IntervalMethod? Method(JsonFields question, string name)
    {
        var (before, count) = (question.Violations.Count, CountOf(question, name));
        var schedule = question.OptionalArray(Schedule)
            ?.Select(item => JsonFields.WholeOf(item.Value, item.Violations, 1, MostDraws) ?? 0).ToImmutableArray();
        var target = question.OptionalNumber(Target, radius => radius >= 0, "from 0 on");
        if (name == Checkpointed)
            question.Missing(Schedule, "numbers of draws, increasing");
        else if (schedule is not null || target is not null)
        {
            question.Violations.Add(
                schedule is null ? Target : Schedule, $"goes with the interval {Checkpointed} only");
        }

        if (question.Violations.Count > before)
            return null;
        return name switch
        {
            Checkpointed => new Certification.Intervals.Checkpointed(schedule!.Value, target ?? 0),
            Hoeffding => new Certification.Intervals.Hoeffding((int)(count ?? IntervalMethods.UsualHoeffdingBounds)),
            _ => IntervalMethods.Named(name)!,
        };
    }

    private static long? CountOf(JsonFields question, string interval)
    {
        var count = question.OptionalWhole(Count, 1, Certification.Intervals.Hoeffding.MostBounds);
        if (count is not null && interval != Hoeffding)
            question.Violations.Add(Count, $"goes with the interval {Hoeffding} only");
        return count;
    }

    private static void Write(Utf8JsonWriter json, ProbabilityBounds bounds)
    {
        json.WriteString("interval", bounds.Method.Name);
        json.WriteNumber("top_lower", bounds.TopLower);
        json.WriteNumber("top_complement_upper", bounds.TopComplementUpper);
        json.WriteNumber("other_upper", bounds.OtherUpper);
        var shares = bounds.Method.Shares(bounds.Error);
        json.WriteStartObject("shares");
        json.WriteNumber("top", shares.Top);
        json.WriteNumber("other", shares.Other);
        json.WriteEndObject();
    }
}
