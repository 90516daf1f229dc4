using System.Globalization;
using System.Text.Json;

namespace Smoothing.Cli.Tests;

/// <summary>`smoothing demo`.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly Workplace _place = new();

    [Fact]
    public async Task It_prints_a_row_for_each_input_and_the_accuracy_and_keeps_what_is_for_people_apart()
    {
        var run = await _place.RunAsync("demo", "--limit", "3", "--n", "1000");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["input", "label", "predicted", "radius", "time"], Words(run.Lines[0]));
        Assert.Equal(["0", "1", "2"], run.Lines[1..4].Select(line => Words(line)[0]));
        Assert.Contains(run.Lines, line => line.Contains("certified accuracy", StringComparison.Ordinal));
        Assert.Contains("seed 0", run.Error, StringComparison.Ordinal);
        Assert.Contains("largest l2 radius", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("seed", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Error);
    }

    [Fact]
    public async Task It_leaves_results_certificates_and_accuracy_that_agree()
    {
        await _place.RunAsync("demo", "--limit", "3", "--n", "1000");

        var results = File.ReadAllLines(_place["demo-results/results.tsv"]);
        var certificates = File.ReadAllLines(_place["demo-results/certificates.jsonl"]);
        Assert.Equal("idx\tlabel\tpredict\tradius\tcorrect\ttime", results[0]);
        Assert.Equal(3, certificates.Length);
        Assert.All(results[1..].Zip(certificates), pair => RequireSame(pair.First.Split('\t'), pair.Second));
        var accuracy = File.ReadAllLines(_place["demo-results/accuracy.tsv"]);
        Assert.Equal("radius\tcertified\taccuracy", accuracy[0]);
        Assert.Equal("0.00\t3\t1", accuracy[1]);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_rows_and_counts_on_any_number_of_workers()
    {
        foreach (var workers in new[] { "1", "2" })
            await _place.RunAsync("demo", "--limit", "3", "--n", "1000", "--workers", workers, "--output", workers);

        Assert.Equal(
            ToolResult.Timeless(File.ReadAllLines(_place["1/results.tsv"])),
            ToolResult.Timeless(File.ReadAllLines(_place["2/results.tsv"])));
        Assert.Equal(Certificates("1"), Certificates("2"));
    }

    [Fact]
    public async Task A_second_demo_replaces_the_first()
    {
        await _place.RunAsync("demo", "--limit", "2", "--n", "64");
        var second = await _place.RunAsync("demo", "--limit", "1", "--n", "64");

        Assert.Equal(0, second.ExitCode);
        Assert.Equal(2, File.ReadAllLines(_place["demo-results/results.tsv"]).Length);
    }

    public void Dispose() => _place.Dispose();

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void RequireSame(string[] row, string json)
    {
        using var document = JsonDocument.Parse(json);
        var (line, certificate) = (document.RootElement, document.RootElement.GetProperty("certificate"));
        var radius = double.Parse(row[3], CultureInfo.InvariantCulture);
        Assert.Equal(6, row.Length);
        Assert.Equal(row[0], line.GetProperty("index").ToString());
        Assert.Equal(row[1], line.GetProperty("label").ToString());
        Assert.Equal(row[2], certificate.GetProperty("class").ToString());
        Assert.Equal(radius, line.GetProperty("radius").GetDouble());
        var ball = certificate.GetProperty("claims").GetProperty("balls")[0];
        Assert.Equal(radius, ball.GetProperty("radius").GetDouble());
        Assert.Equal(1000, certificate.GetProperty("bounds").GetProperty("witness").GetProperty("draws").GetInt64());
        Assert.Equal(row[4], row[1] == row[2] ? "1" : "0");
        Assert.True(TimeSpan.TryParse(row[5], CultureInfo.InvariantCulture, out _));
    }

    private string[] Certificates(string folder) =>
    [
        .. File.ReadAllLines(_place[$"{folder}/certificates.jsonl"]).Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("certificate").GetRawText();
        }),
    ];
}
