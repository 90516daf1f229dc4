using System.Globalization;
using System.Text.Json;

namespace Smoothing.Cli.Tests.Asking;

/// <summary>The given cases through the commands, a group in one run: nothing on the unsafe side.</summary>
public sealed class GivenCaseTests : IDisposable
{
    private const double Loss = 1e-9, ClosedLoss = 1e-11;

    private readonly Workplace _place = new();

    [Fact]
    public async Task Bounds_of_one_probability_are_the_given_ones()
    {
        var cases = GivenCases.Of("clopper_pearson");
        var answers = await AnswersAsync("bounds", cases.Select(c =>
            $$"""{"k":{{c.Inputs.Raw("k")}},"n":{{c.Inputs.Raw("n")}},"alpha":{{c.Inputs.Real("alpha")}}}"""));

        foreach (var (answer, (inputs, expected)) in answers.Zip(cases))
        {
            var loss = inputs.GetProperty("n").GetInt64() <= 100_000 ? ClosedLoss : Loss;
            AtMost(answer.GetProperty("lower").GetDouble(), expected.Text("lower"), loss);
            AtLeast(answer.GetProperty("upper").GetDouble(), expected.Text("upper"), loss);
            AtLeast(answer.GetProperty("one_minus_lower").GetDouble(), expected.Text("one_minus_lower"), loss);
        }
    }

    [Theory]
    [InlineData("gaussian_l2", "gaussian", "standard_deviation", "2", "cohen", "neyman_pearson")]
    [InlineData("laplace_l1", "laplace", "scale", "1", "np_exact", "neyman_pearson")]
    [InlineData("laplace_l1", "laplace", "scale", "1", "kl_eq20", "eq20")]
    public async Task Radii_are_the_given_ones(
        string group, string law, string parameter, string norm, string given, string method)
    {
        var cases = GivenCases.Of(group);
        var answers = await AnswersAsync("radii", cases.Select(c => Question(
            c.Inputs, $"{{\"{law}\":{{\"{parameter}\":{c.Inputs.Real("sigma")}}}}}", norm, 1)));

        foreach (var (answer, (_, expected)) in answers.Zip(cases))
            AtMost(Radius(answer, method, norm), expected.Text(given), Loss);
    }

    private static string Question(JsonElement inputs, string noise, string norm, long dimension) => $$"""
        {"noise":{{noise}},"p1":{{inputs.Real("p1")}},"p2":{{inputs.Real("p2")}},"dimension":{{dimension}},
        "norms":["{{norm}}"]}
        """.ReplaceLineEndings("");

    // Where nothing is answered the class is not ahead: 0 in the file.
    private static double Radius(JsonElement answer, string method, string norm)
    {
        if (answer.TryGetProperty("abstention", out _))
            return 0;
        return answer.GetProperty("radii").EnumerateArray().Single(radius =>
            radius.GetProperty("method").GetString() == method && radius.GetProperty("norm").GetString() == norm
            && !radius.TryGetProperty("converted_from", out _)).GetProperty("radius").GetDouble();
    }

    private async Task<IReadOnlyList<JsonElement>> AnswersAsync(string command, IEnumerable<string> questions)
    {
        var run = await _place.AnswerAsync(questions, command, "--jsonl");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return [.. run.Lines.Select(line => JsonElement.Parse(line))];
    }

    private static void AtMost(double value, string given, double loss)
    {
        Assert.True(ExactDecimal.IsAtMost(value, given), $"{value:R} is above {given}");
        Assert.True(value >= Number(given) * (1 - loss), $"{value:R} is far below {given}");
    }

    private static void AtLeast(double value, string given, double loss)
    {
        Assert.True(ExactDecimal.IsAtLeast(value, given), $"{value:R} is below {given}");
        Assert.True(value <= Number(given) * (1 + loss), $"{value:R} is far above {given}");
    }

    private static double Number(string given) => double.Parse(given, CultureInfo.InvariantCulture);

    public void Dispose() => _place.Dispose();
}
