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

    [Fact]
    public async Task Hoeffding_bounds_are_the_given_ones()
    {
        var cases = GivenCases.Of("hoeffding");
        var answers = await AnswersAsync("bounds", cases.Select(c =>
            $"{{\"k\":{c.Inputs.Raw("k")},\"n\":{c.Inputs.Raw("n")},\"alpha\":{c.Inputs.Real("alpha")},"
                + $"\"interval\":\"hoeffding\",\"bounds\":{c.Inputs.Raw("union")}}}"));

        foreach (var (answer, (_, expected)) in answers.Zip(cases))
        {
            AtMost(answer.GetProperty("lower").GetDouble(), expected.Text("lower"), ClosedLoss);
            AtLeast(answer.GetProperty("upper").GetDouble(), expected.Text("upper"), ClosedLoss);
        }
    }

    [Fact]
    public async Task Bounds_of_two_classes_are_the_given_ones()
    {
        var cases = GivenCases.Of("two_class_bounds");
        var answers = await AnswersAsync("bounds", cases.Select(c =>
            $"{{\"counts\":{c.Inputs.Raw("counts")},\"top\":{c.Inputs.Raw("top")},"
                + $"\"alpha\":{c.Inputs.Real("alpha")},\"interval\":\"bonferroni\"}}"));

        foreach (var (answer, (_, expected)) in answers.Zip(cases))
        {
            AtMost(answer.GetProperty("top_lower").GetDouble(), expected.Text("p1_lower"), ClosedLoss);
            AtLeast(answer.GetProperty("other_upper").GetDouble(), expected.Text("p2_upper"), ClosedLoss);
        }
    }

    [Fact]
    public async Task Predictions_are_the_given_ones()
    {
        var cases = GivenCases.Of("cohen_predict");
        var answers = await AnswersAsync("predict", cases.Select(c =>
            $"{{\"counts\":{c.Inputs.Raw("counts")},\"alpha\":{c.Inputs.Real("alpha")}}}"));

        foreach (var (answer, (_, expected)) in answers.Zip(cases))
        {
            Assert.Equal(expected.Raw("prediction"), answer.Raw("prediction"));
            AtLeast(answer.GetProperty("p_value").GetDouble(), expected.Text("p_value"), ClosedLoss);
        }
    }

    [Theory]
    [InlineData("clopper_pearson", 0.001, 0)]
    [InlineData("split", 0.0005, 0.0005)]
    [InlineData("bonferroni", 0.0005, 0.0005)]
    [InlineData("hoeffding", 0.0005, 0.0005)]
    [InlineData("anytime", 0.001, 0)]
    public async Task Every_interval_answers_and_says_how_it_spends_the_error(string interval, double top, double other)
    {
        var answer = (await AnswersAsync(
            "bounds", [$"{{\"counts\":[990,7,3],\"top\":0,\"alpha\":0.001,\"interval\":\"{interval}\"}}"]))[0];

        Assert.Equal(interval, answer.GetProperty("interval").GetString());
        Assert.InRange(answer.GetProperty("top_lower").GetDouble(), 0.9, 0.98);
        Assert.InRange(answer.GetProperty("other_upper").GetDouble(), 0.007, 0.1);
        Assert.Equal(top, answer.GetProperty("shares").GetProperty("top").GetDouble());
        Assert.Equal(other, answer.GetProperty("shares").GetProperty("other").GetDouble());
    }

    [Theory]
    [InlineData("gaussian_l2", "gaussian", "standard_deviation", "2", "cohen", "neyman_pearson")]
    [InlineData("gaussian_l2", "gaussian", "standard_deviation", "2", "renyi", "renyi")]
    [InlineData("gaussian_l2", "gaussian", "standard_deviation", "2", "kl", "kl")]
    [InlineData("gaussian_l2", "gaussian", "standard_deviation", "2", "chi2", "chi_squared")]
    [InlineData("gaussian_l2", "gaussian", "standard_deviation", "2", "hellinger", "hellinger")]
    [InlineData("gaussian_l2", "gaussian", "standard_deviation", "2", "bhattacharyya", "bhattacharyya")]
    [InlineData("gaussian_l2", "gaussian", "standard_deviation", "2", "tv", "total_variation")]
    [InlineData("gaussian_l2", "gaussian", "standard_deviation", "2", "lecuyer", "lecuyer")]
    [InlineData("laplace_l1", "laplace", "scale", "1", "np_exact", "neyman_pearson")]
    [InlineData("laplace_l1", "laplace", "scale", "1", "lecuyer", "lecuyer")]
    [InlineData("laplace_l1", "laplace", "scale", "1", "li", "li")]
    [InlineData("laplace_l1", "laplace", "scale", "1", "teng", "teng")]
    [InlineData("laplace_l1", "laplace", "scale", "1", "kl_eq20", "eq20")]
    [InlineData("laplace_l1", "laplace", "scale", "1", "kl_exact", "exact_kl")]
    public async Task Radii_are_the_given_ones(
        string group, string law, string parameter, string norm, string given, string method)
    {
        var cases = GivenCases.Of(group);
        var answers = await AnswersAsync("radii", cases.Select(c => Question(
            c.Inputs, $"{{\"{law}\":{{\"{parameter}\":{c.Inputs.Real("sigma")}}}}}", norm, 1)));

        foreach (var (answer, (_, expected)) in answers.Zip(cases))
            AtMost(Radius(answer, method, norm), expected.Text(given), Loss);
    }

    // Shapes 1 and 2 are other laws, for which two methods may be one: it answers to both names.
    [Theory]
    [InlineData("eq20", "p", "radius", "eq20")]
    [InlineData("eq21", "p", "eq21", "eq21")]
    [InlineData("eq21", "p", "eq21_improved", "eq21_even_powers")]
    [InlineData("gn_lp_exact_kl", "s", "radius", "exact_kl")]
    public async Task Radii_of_whole_shapes_are_the_given_ones_by_name(
        string group, string shape, string given, string method)
    {
        var cases = GivenCases.Of(group);
        var answers = await AnswersAsync("radii", cases.Select(c => Question(
            c.Inputs,
            $"{{\"generalized_gaussian\":{{\"scale\":{c.Inputs.Real("sigma")},\"shape\":{c.Inputs.Raw(shape)}}}}}",
            c.Inputs.Raw(shape),
            c.Inputs.TryGetProperty("d", out var dimension) ? dimension.GetInt64() : 1)));

        foreach (var (answer, (inputs, expected)) in answers.Zip(cases))
            AtMost(Radius(answer, method, inputs.Raw(shape)), expected.Text(given), Loss);
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
