namespace Smoothing.Cli.Tests.Asking;

/// <summary>One question by options.</summary>
public sealed class QuestionTests : IDisposable
{
    private readonly Workplace _place = new();

    [Fact]
    public async Task Options_and_lines_ask_the_same_question()
    {
        var once = await _place.RunAsync(
            "radii", "--noise", "generalized_gaussian:0.5:3", "--p1", "0.9", "--p2", "0.05", "--dimension", "784",
            "--norms", "1,3,inf", "--json");
        var line = await _place.AnswerAsync(
            ["""
            {"noise":{"generalized_gaussian":{"scale":0.5,"shape":3}},"p1":0.9,"p2":0.05,"dimension":784,
            "norms":["1","3","inf"]}
            """.ReplaceLineEndings("")],
            "radii", "--jsonl");

        Assert.Equal((0, "", line.Output), (once.ExitCode, once.Error, once.Output));
        Assert.Contains("\"norm\":\"3\"", once.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Violations_name_the_options()
    {
        var run = await _place.RunAsync("bounds", "--k", "5", "--n", "3", "--alpha", "2");

        run.RequireOnly(
            2, "--k: is 5; it must be a whole number in [0, 3]", "--alpha: is 2; it must be a number in (0, 1)");
    }

    [Fact]
    public async Task What_is_no_number_is_told_before_anything_else()
    {
        var run = await _place.RunAsync("radii", "--p1", "high", "--noise", "cauchy:1", "--norms", "1");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--p1: high is not a number", run.Error, StringComparison.Ordinal);
        Assert.Contains("--noise: cauchy:1 is not gaussian:SD", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_take_no_other_options()
    {
        var run = await _place.RunAsync("bounds", "--jsonl", "--k", "5");

        run.RequireLine(2, "--jsonl", "standard input");
    }

    [Fact]
    public async Task Radii_for_people_are_rounded_down()
    {
        var run = await _place.RunAsync("radii", "--noise", "gaussian:1", "--p1", "0.99", "--dimension", "100");

        Assert.Equal(0, run.ExitCode);
        // 2.32634787404…
        var row = run.Lines.First(line => line.Contains("neyman_pearson", StringComparison.Ordinal));
        Assert.Contains("2.326347 ", row, StringComparison.Ordinal);
        Assert.Contains("best, tight", row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.4", "0.5")]
    [InlineData("0.25", "0.250000000000001")]
    public async Task A_class_that_is_not_ahead_is_an_abstention_and_no_error(string top, string other)
    {
        var run = await _place.RunAsync("radii", "--noise", "gaussian:1", "--p1", top, "--p2", other, "--json");

        Assert.Equal((0, """{"radii":[],"abstention":{"reason":"no_majority"}}"""), (run.ExitCode, run.Output.Trim()));
    }

    [Theory]
    // 0.9 and 0.1 are above 1 together, by the rounding of their decimals.
    [InlineData("0.9", "0.1", null, true)]
    [InlineData("0.9", "0.11", null, false)]
    [InlineData("1", "1e-17", "1e-17", true)]
    [InlineData("0.99", "0.01", "0.01", true)]
    [InlineData("0.99", "0.001", "0.02", false)]
    [InlineData("1", "0", null, true)]
    public async Task Probabilities_may_disagree_by_rounding_only(
        string top, string other, string? complement, bool isAnswered)
    {
        string[] more = complement is null ? [] : ["--one-minus-p1", complement];
        var run = await _place.RunAsync(
            ["radii", "--noise", "laplace:1", "--p1", top, "--p2", other, "--json", .. more]);

        Assert.Equal(isAnswered ? 0 : 2, run.ExitCode);
        Assert.Equal(isAnswered, run.Output.Contains("neyman_pearson", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_dimension_only_radii_of_every_dimension_are_answered()
    {
        var run = await _place.RunAsync(
            "radii", "--noise", "generalized_gaussian:1:4", "--p1", "0.99", "--norms", "1,2,4", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("neyman_pearson", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("eq21", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"norm\":\"2\"", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99,1,0", "class 0 (p-value 1.593499")]
    [InlineData("10,0,0", "abstains")]
    [InlineData("50,50,0", "abstains")]
    public async Task The_most_probable_class_is_told_where_the_counts_show_it(string counts, string words)
    {
        var run = await _place.RunAsync("predict", "--counts", counts, "--alpha", "0.001");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(words, run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _place.Dispose();
}
