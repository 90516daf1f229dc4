using System.Text.Json;

namespace Smoothing.Cli.Tests.Asking;

/// <summary>`smoothing joint` and `smoothing tradeoff`.</summary>
public sealed class JointTests : IDisposable
{
    private const string Rest =
        "\"noise\":{\"generalized_gaussian\":{\"scale\":1,\"shape\":4}},\"p1\":0.99,\"p2\":0.010000000000000009,"
        + "\"dimension\":3072";

    // Limits of 0.7820… in both norms: as in many dimensions, where these are the same.
    private const string Three =
        "{\"noise\":{\"generalized_gaussian\":{\"scale\":1,\"shape\":4}},\"p1\":0.99,\"dimension\":3";

    private readonly Workplace _place = new();

    [Theory]
    [InlineData("\"objective\":\"equal\"", "0.78207290647443341", "0.78207290647443341")]
    [InlineData("\"objective\":\"maximise\",\"norm\":2", "0.89219406417045015", "0.11984061433862617")]
    [InlineData("\"objective\":\"maximise\",\"norm\":\"4\"", "0.78207290647443341", "0.78207290647443341")]
    [InlineData(
        "\"objective\":\"weighted\",\"weights\":{\"2\":1,\"4\":1}", "0.78207290647443341", "0.78207290647443341")]
    public async Task Limits_are_the_given_ones(string objective, string two, string four)
    {
        var run = await _place.AnswerAsync([$"{{{Rest},{objective}}}"], "joint", "--jsonl");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var answer = JsonElement.Parse(run.Output);
        AtMost(answer.GetProperty("radii").GetProperty("2").GetDouble(), two);
        AtMost(answer.GetProperty("radii").GetProperty("4").GetDouble(), four);
        Assert.Equal(
            ["1", "2", "4", "inf"], answer.GetProperty("contained").EnumerateObject().Select(ball => ball.Name));
    }

    [Theory]
    [InlineData("\"objective\":\"best\"", "objective")]
    [InlineData("\"objective\":\"maximise\"", "norm")]
    [InlineData("\"objective\":\"maximise\",\"norm\":3", "norm")]
    [InlineData("\"norm\":2", "norm")]
    [InlineData("\"objective\":\"weighted\"", "weights")]
    [InlineData("\"objective\":\"weighted\",\"weights\":{\"2\":1}", "weights[4]")]
    [InlineData("\"objective\":\"weighted\",\"weights\":{\"2\":0,\"4\":1}", "weights.2")]
    [InlineData("\"objective\":\"weighted\",\"weights\":{\"2\":-1,\"4\":1}", "weights.2")]
    [InlineData("\"objective\":\"weighted\",\"weights\":{\"x\":1}", "weights.x")]
    [InlineData("\"weights\":{\"2\":1,\"4\":1}", "weights")]
    public async Task A_bad_objective_is_told_by_field(string objective, string field)
    {
        var run = await _place.AnswerAsync([$"{{{Rest},{objective}}}"], "joint", "--jsonl");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            field,
            JsonElement.Parse(run.Output).GetProperty("error").GetProperty("violations")[0].GetProperty("field")
                .GetString());
    }

    [Theory]
    [InlineData("[0.7,0,0]", true)]
    [InlineData("[0,-0.7,0.0]", true)]
    [InlineData("[0.8,0,0]", false)]
    [InlineData("[0.5,0.5,0.5]", false)]
    public async Task A_perturbation_is_in_the_region_or_not(string perturbation, bool inside)
    {
        var run = await _place.AnswerAsync([$"{Three},\"perturbation\":{perturbation}}}"], "joint", "--jsonl");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(inside, JsonElement.Parse(run.Output).GetProperty("contains_perturbation").GetBoolean());
    }

    [Fact]
    public async Task The_answer_about_a_perturbation_is_also_in_words()
    {
        string[] question =
            ["joint", "--noise", "generalized_gaussian:1:4", "--p1", "0.99", "--dimension", "2", "--perturbation"];

        Assert.Equal("the perturbation is in it", (await _place.RunAsync([.. question, "0.1,-0.1"])).Lines[^1]);
        Assert.Equal(
            "the perturbation is not in, or on the edge of, it", (await _place.RunAsync([.. question, "9,9"])).Lines[^1]);
    }

    [Theory]
    [InlineData("[]", "perturbation")]
    [InlineData("[1,2]", "perturbation")]
    [InlineData("7", "perturbation")]
    [InlineData("[1,\"2\",3]", "perturbation[1]")]
    [InlineData("[1,2,1e999]", "perturbation[2]")]
    public async Task A_bad_perturbation_is_told_by_field(string perturbation, string field)
    {
        var run = await _place.AnswerAsync([$"{Three},\"perturbation\":{perturbation}}}"], "joint", "--jsonl");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            field,
            JsonElement.Parse(run.Output).GetProperty("error").GetProperty("violations")[0].GetProperty("field")
                .GetString());
    }

    [Fact]
    public async Task A_law_without_joint_regions_is_told_which_have_them()
    {
        var run = await _place.RunAsync(
            "joint", "--noise", "uniform:1", "--p1", "0.99", "--dimension", "10");

        run.RequireLine(2, "--noise", "whole shape");
    }

    [Theory]
    [InlineData("joint")]
    [InlineData("tradeoff")]
    public async Task A_class_that_is_not_ahead_is_an_abstention(string command)
    {
        var run = await _place.RunAsync(
            command, "--noise", "generalized_gaussian:1:4", "--p1", "0.4", "--p2", "0.5", "--dimension", "10",
            "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"abstention\":{\"reason\":\"no_majority\"}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_for_people_are_said_to_hold_together_only()
    {
        var run = await _place.RunAsync(
            "joint", "--noise", "generalized_gaussian:1:4", "--p1", "0.99", "--dimension", "3072");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("ALL of these limits at once (they are no balls)", run.Output, StringComparison.Ordinal);
        Assert.Contains("0.782072", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trade_off_ends_at_the_largest_limits_of_both_norms_and_is_drawn()
    {
        var run = await _place.RunAsync(
            "tradeoff", "--noise", "generalized_gaussian:1:4", "--p1", "0.99", "--p2", "0.010000000000000009",
            "--dimension", "3072", "--points", "9", "--json", "--output", "t.svg");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var points = JsonElement.Parse(run.Output).GetProperty("points").EnumerateArray().ToList();
        Assert.Equal(9, points.Count);
        AtMost(points[0][0].GetDouble(), "0.78207290647443341");
        AtMost(points[0][1].GetDouble(), "0.78207290647443341");
        AtMost(points[^1][0].GetDouble(), "0.89219406417045015");
        AtMost(points[^1][1].GetDouble(), "0.11984061433862617");
        var svg = File.ReadAllText(_place["t.svg"]);
        Assert.Contains("l2 limit (units of the input)", svg, StringComparison.Ordinal);
        Assert.Contains("l4 limit (units of the input)", svg, StringComparison.Ordinal);
    }

    private static void AtMost(double value, string given)
    {
        Assert.True(ExactDecimal.IsAtMost(value, given), $"{value:R} is above {given}");
        Assert.True(value >= double.Parse(given, System.Globalization.CultureInfo.InvariantCulture) * (1 - 1e-9));
    }

    public void Dispose() => _place.Dispose();
}
