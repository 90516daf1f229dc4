using System.Text.Json;
using System.Text.RegularExpressions;

namespace Smoothing.Cli.Tests;

/// <summary>`smoothing certify` with services in its own process.</summary>
public sealed partial class CertifyTests : IDisposable
{
    private const string NoRadius =
        "These can give no radius at all: n is too small for this α, and every input will abstain.";

    private readonly Workplace _place = Workplace.WithLinear();

    [Fact]
    public async Task Standard_output_is_the_table_of_six_columns()
    {
        var run = await _place.CertifyAsync("linear_3.pt", "--n", "1000", "--seed", "5");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("idx\tlabel\tpredict\tradius\tcorrect\ttime", run.Lines[0]);
        Assert.Equal(Workplace.Inputs, run.Lines.Length - 1);
        Assert.All(run.Lines[1..], line => Assert.Matches(Row(), line));
    }

    [Fact]
    public async Task With_json_it_is_an_object_a_line_with_the_same_numbers()
    {
        var table = await _place.CertifyAsync("linear_3.pt", "--n", "1000", "--seed", "5");
        var json = await _place.CertifyAsync("linear_3.pt", "--n", "1000", "--seed", "5", "--json");

        Assert.Equal(table.Rows[1..], json.Lines.Select(Fields));
    }

    [Fact]
    public async Task A_manifest_of_model_init_serves()
    {
        File.Delete(_place["linear_3.json"]);
        await _place.RunAsync("model", "init", "linear_3.pt", "--shape", "1,2,2");

        Assert.Equal(0, (await _place.CertifyAsync("linear_3.pt", "--n", "64")).ExitCode);
    }

    [Fact]
    public async Task CIFAR_10_records_are_inputs_of_a_model_of_their_shape()
    {
        _place.AddFile("constant_2");
        await _place.RunAsync("model", "init", "constant_2.pt", "--shape", "3,32,32");
        byte[] record = [0, .. Enumerable.Range(0, 3072).Select(i => (byte)i)];
        File.WriteAllBytes(_place["batch.bin"], [.. record, .. record]);

        var run = await _place.RunAsync("certify", "--model", "constant_2.pt", "--data", "batch.bin", "--n", "1000");

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Lines[1..], line => Assert.Contains("\t0\t0\t0.6158", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Skip_and_limit_choose_inputs()
    {
        var run = await _place.CertifyAsync("linear_3.pt", "--n", "64", "--skip", "3", "--limit", "2");

        Assert.Equal(["0", "3"], run.Lines[1..].Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public async Task Labels_of_another_name_are_named()
    {
        File.Move(_place[Workplace.LabelFile], _place["truth"]);
        var without = await _place.CertifyAsync("linear_3.pt", "--n", "64", "--seed", "5", "--output", "o");
        var with = await _place.CertifyAsync("linear_3.pt", "--n", "64", "--seed", "5", "--labels", "truth");

        Assert.All(without.Lines[1..], line => Assert.Equal("-1", line.Split('\t')[1]));
        Assert.DoesNotContain("accuracy", without.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_place["o/accuracy.tsv"]));
        Assert.Equal("2", with.Lines[3].Split('\t')[1]);
        Assert.Contains("certified accuracy", with.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_results_is_refused_and_stays_as_it_is()
    {
        await _place.CertifyAsync("linear_3.pt", "--n", "64", "--output", "o");
        var before = File.ReadAllText(_place["o/results.tsv"]);

        var second = await _place.CertifyAsync("linear_3.pt", "--n", "64", "--output", "o");

        second.RequireOnly(2, $"--output: {_place["o"]} holds the results of another run; name a new folder");
        Assert.Equal(before, File.ReadAllText(_place["o/results.tsv"]));
    }

    [Fact]
    public async Task A_run_that_is_refused_leaves_no_folder()
    {
        var run = await _place.CertifyAsync("linear_3.pt", "--noise", "gaussian:9", "--output", "o");

        Assert.Equal(2, run.ExitCode);
        Assert.False(Directory.Exists(_place["o"]));
    }

    [Fact]
    public async Task Without_a_seed_a_random_one_is_told_which_repeats_the_run()
    {
        var first = await _place.CertifyAsync("linear_3.pt", "--n", "1000");
        var other = await _place.CertifyAsync("linear_3.pt", "--n", "1000");
        var again = await _place.CertifyAsync("linear_3.pt", "--n", "1000", "--seed", ToldSeed(first));

        Assert.NotEqual(ToldSeed(first), ToldSeed(other));
        Assert.Equal(first.Rows, again.Rows);
    }

    [Fact]
    public async Task The_largest_seed_is_taken()
    {
        var largest = $"{UInt128.MaxValue}";
        var run = await _place.CertifyAsync("linear_3.pt", "--n", "64", "--limit", "1", "--seed", largest);

        Assert.Equal(largest, ToldSeed(run));
    }

    [Theory]
    [InlineData("1000", "0.001", "The largest l2 radius that these can give is 0.6158 (in units of the input).")]
    [InlineData("9", "0.001", NoRadius)]
    [InlineData("39", "1e-12", NoRadius)]
    public async Task The_largest_possible_radius_is_told_before_the_run(string draws, string alpha, string expected)
    {
        var run = await _place.CertifyAsync("linear_3.pt", "--n", draws, "--alpha", alpha, "--limit", "1");

        Assert.Equal(expected, run.ErrorLines[3]);
        if (expected == NoRadius)
            Assert.EndsWith("\t-1\t0.0\t0", run.Rows[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("split", "0.6072")]
    [InlineData("anytime", "0.6017")]
    public async Task An_interval_is_told_and_certified(string interval, string largest)
    {
        var run = await _place.CertifyAsync(
            "linear_3.pt", "--n", "1000", "--interval", interval, "--json", "--limit", "1");

        Assert.EndsWith(ToldSeed(run), run.ErrorLines[2], StringComparison.Ordinal);
        Assert.Contains($", interval {interval}, ", run.ErrorLines[2], StringComparison.Ordinal);
        Assert.Contains($"can give is {largest}", run.ErrorLines[3], StringComparison.Ordinal);
        Assert.Matches($"\"{interval}\": *{{", run.Output);
    }

    public void Dispose() => _place.Dispose();

    private static string ToldSeed(ToolResult run) => SeedText().Match(run.Error).Groups[1].Value;

    private static string Fields(string line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        var radius = row.GetProperty("radius").GetRawText();
        return string.Join('\t', row.GetProperty("index"), row.GetProperty("label"), row.GetProperty("predicted"),
            radius == "0" ? "0.0" : radius, row.GetProperty("correct").GetBoolean() ? 1 : 0);
    }

    [GeneratedRegex("seed ([0-9]+)")]
    private static partial Regex SeedText();

    [GeneratedRegex(@"^[0-9]+\t[0-2]\t(-1|[0-2])\t[0-9]+\.[0-9]+\t[01]\t0:00:[0-9]{2}\.[0-9]{6}$")]
    private static partial Regex Row();
}
