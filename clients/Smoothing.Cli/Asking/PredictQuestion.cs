using System.Text.Json;
using Smoothing.Certification.Predicting;
using Smoothing.Cli.Asking.Json;

namespace Smoothing.Cli.Asking;

/// <summary>`smoothing predict`: whether the class with the most answers is the most probable one.</summary>
internal sealed class PredictQuestion : Question
{
    private const int Abstains = -1;
    private const long MostDraws = 1L << 30;

    public override string Name => "predict";

    public override string Description =>
        "Tells the most probable class, or -1 where the counts do not show it: the two-sided exact binomial test of "
            + "the two largest counts. It certifies no radius.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("counts", ParameterKind.Numbers, "K0,K1,…", "draws that answered each class"),
        new("alpha", ParameterKind.Number, "P", "allowed probability that the answer is another class, in (0, 1)"),
    ];

    public override Action<Utf8JsonWriter>? Answer(JsonFields question)
    {
        var counts = JsonCounts.Read(question, "counts", MostDraws);
        var error = question.Number("alpha", a => a is > 0 and < 1, "in (0, 1)");
        if (counts is null || double.IsNaN(error))
            return null;
        var (label, chance) = Predictor.Predict(counts, error);
        return json =>
        {
            json.WriteNumber("prediction", label ?? Abstains);
            json.WriteNumber("p_value", chance);
        };
    }

    public override void Show(JsonElement answer, TextWriter writer)
    {
        var prediction = answer.GetProperty("prediction").GetInt64();
        var chance = answer.GetProperty("p_value").GetRawText();
        writer.WriteLine(prediction == Abstains
            ? $"abstains: the counts do not show which class is the most probable (p-value {chance})"
            : FormattableString.Invariant($"class {prediction} (p-value {chance})"));
    }
}
