using System.Text.Json;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Asking.Json;
using Smoothing.Cli.Output;
using Smoothing.Cli.Plotting;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Cli.Asking;

/// <summary>`smoothing compare`: the radii of all methods as functions of p1, with p2 = 1 - p1 (Hayes 2020, figure 1).
/// </summary>
internal sealed class CompareQuestion : Question, IPicturedQuestion
{
    private const int UsualPoints = 100, MostPoints = 10_000;

    // p1 = 1 has no finite radius.
    private const double Least = 0.5, UsualLast = 0.999, Most = 1 - 1e-12;

    public override string Name => "compare";

    public override string Description =>
        "Compares the radii of all methods that apply, in one norm, as functions of p1 with p2 = 1 - p1. Every point "
            + "is rounded down.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new(
            "noise", ParameterKind.Noise, "LAW",
            $"noise: {LawText.Forms}; gaussian:1 when left out"),
        new("norm", ParameterKind.Text, "P", "norm of the radii, in [1, 64] or inf; 2 when left out"),
        new("dimension", ParameterKind.Number, "D", "number of coordinates, in [1, 2^28]; 3072 when left out"),
        new("from", ParameterKind.Number, "P", "first p1, in [0.5, 1); 0.5 when left out"),
        new("to", ParameterKind.Number, "P", "last p1, at most 1 - 1e-12; 0.999 when left out"),
        new("points", ParameterKind.Number, "COUNT", "values of p1, in [2, 10000]; 100 when left out"),
        new(
            "as_printed", ParameterKind.Flag, "",
            "for Gaussian noise and l2 also two radii as the paper prints them, for contrast: its total variation is "
                + "NOT SOUND, and nothing follows from it"),
    ];

    public override Action<Utf8JsonWriter>? Answer(JsonFields question)
    {
        var law = question.Has("noise") ? JsonLaw.Read(question, "noise") : NoiseLaw.Gaussian(1);
        var norm = question.Find("norm") is { } value
            ? JsonNorms.Read(value, question.Violations.Nested("norm")) : 2;
        var dimension = question.OptionalWhole("dimension", 1, GivenProbabilities.MostDimension) ?? 3072;
        var from = question.OptionalNumber("from", p => p is >= Least and < Most, "in [0.5, 1 - 1e-12)") ?? Least;
        var to = question.OptionalNumber("to", p => p is > Least and <= Most, "in (0.5, 1 - 1e-12]") ?? UsualLast;
        var points = question.OptionalWhole("points", 2, MostPoints) ?? UsualPoints;
        var asPrinted = question.Flag("as_printed");
        if (from >= to)
            question.Violations.Add("from", FormattableString.Invariant($"is {from:R}; it must be below {to:R}"));
        if (asPrinted && (law is not GaussianLaw || norm != 2))
            question.Violations.Add("as_printed", "is of Gaussian noise and l2 only");
        if (law is null || !question.Violations.IsEmpty)
            return null;
        double[] tops = [.. Enumerable.Range(0, (int)points).Select(i => At(from, to, i / (points - 1.0)))];
        return json =>
        {
            json.WriteString("noise", law.ToString());
            json.WriteNumber("dimension", dimension);
            Write(json, Norms.Text(norm), tops, Curves(law, norm, dimension, tops, asPrinted));
        };
    }

    public override void Show(JsonElement answer, TextWriter writer)
    {
        var methods = answer.GetProperty("radii").EnumerateObject().ToList();
        var norm = answer.GetProperty("norm").GetString();
        writer.WriteLine($"l{norm} radii, rounded down");
        // In full: at a p1 with fewer digits the radius may be smaller than the one beside it.
        var tops = answer.GetProperty("p1").EnumerateArray().Select(p => p.GetRawText()).ToList();
        var columns = methods.ConvertAll(Column);
        columns.Insert(0, [.. tops.Prepend("p1")]);
        var widths = columns.ConvertAll(column => column.Max(text => text.Length));
        for (var i = 0; i <= tops.Count; i++)
        {
            var row = columns.Zip(widths, (column, width) => column[i].PadRight(width));
            writer.WriteLine(string.Join("  ", row).TrimEnd());
        }
    }

    public Chart Draw(JsonElement question, JsonElement answer)
    {
        var tops = answer.GetProperty("p1").EnumerateArray().Select(p => p.GetDouble()).ToList();
        var lines = answer.GetProperty("radii").EnumerateObject().Select(one => new ChartLine(
            NameOf(one.Name), [.. tops.Zip(one.Value.EnumerateArray().Select(r => r.GetDouble()))]));
        var words = $"{answer.GetProperty("noise").GetString()} noise, {answer.GetProperty("dimension")} coordinates, "
            + "every point rounded down.";
        var printed = answer.GetProperty("radii").TryGetProperty(PrintedRadii.TotalVariation, out _)
            ? " Lines as printed are Table 1 of Hayes 2020 to the letter: the one of total variation is not sound."
            : "";
        return new(
            "Radii of all methods", "p1, with p2 = 1 - p1",
            $"l{answer.GetProperty("norm").GetString()} radius (units of the input)", [.. lines],
            [words + printed])
        {
            AxisAcross = new(0.1m, 5, 0.5m),
            HasLegendLeft = true,
        };
    }

    private static List<(string Method, double[] Radii)> Curves(
        NoiseLaw law, double norm, long dimension, double[] tops, bool asPrinted)
    {
        var balls = Array.ConvertAll(tops, p => Balls(law, norm, dimension, p));
        var methods = balls.SelectMany(found => found.Keys).Distinct().Order();
        List<(string, double[])> curves =
        [
            .. methods.Select(method =>
                (MethodNames.Of(method), Array.ConvertAll(balls, found => found.GetValueOrDefault(method)))),
        ];
        if (asPrinted)
            curves.AddRange(PrintedRadii.Of((GaussianLaw)law, tops));
        return curves;
    }

    // A method may give a norm directly and by conversions; the largest counts.
    private static Dictionary<RadiusMethod, double> Balls(NoiseLaw law, double norm, long dimension, double top)
    {
        var complement = Directed.SubtractUp(1, top);
        return GivenProbabilities.Balls(top, complement, complement, law, dimension, [norm])
            .Where(ball => ball.Norm == norm).GroupBy(ball => ball.Method)
            .ToDictionary(group => group.Key, group => group.Max(ball => ball.Radius));
    }

    private static void Write(
        Utf8JsonWriter json, string norm, double[] tops, List<(string Method, double[] Radii)> curves)
    {
        json.WriteString("norm", norm);
        Write(json, "p1", tops);
        json.WriteStartObject("radii");
        foreach (var (method, radii) in curves)
            Write(json, method, radii);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    // Dense where radii grow fast.
    private static double At(double from, double to, double share) =>
        Math.Min(to, from + ((to - from) * (1 - ((1 - share) * (1 - share)))));

    private static string NameOf(string line) => line switch
    {
        PrintedRadii.TotalVariation => "total variation as printed (not sound)",
        PrintedRadii.KullbackLeibler => "KL as printed",
        _ => MethodWords.Of(line),
    };

    private static string[] Column(JsonProperty radii) =>
        [radii.Name, .. radii.Value.EnumerateArray().Select(radius => Text(radius.GetDouble()))];

    private static string Text(double radius) => radius > 0 ? FlooredNumber.Text(radius) : "0";
}
