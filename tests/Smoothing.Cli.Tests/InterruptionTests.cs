using System.Diagnostics;
using System.Text.Json;

namespace Smoothing.Cli.Tests;

/// <summary>Runs that are interrupted, or lose a service. The model takes 190 ms for every 4 draws.</summary>
public sealed class InterruptionTests : IDisposable
{
    private const string Header = "idx\tlabel\tpredict\tradius\tcorrect\ttime";

    private readonly Workplace _place = Workplace.WithLinear();

    public InterruptionTests()
    {
        _place.AddModel("slow_3", tile: 4);
        _place.AddModel("slow_3", tile: 4, folder: "m");
    }

    [Fact]
    public async Task Ctrl_C_leaves_whole_rows_and_exit_code_130()
    {
        using var run = Tool.Start(_place.Folder, Certify("slow_3.pt", "--n", "40", "--workers", "1", "--output", "o"));
        Assert.Equal(Header, await run.LineAsync());
        var first = await run.LineAsync();
        run.Signal(Tool.Interrupt);
        var end = await run.EndAsync();

        Assert.Equal(130, end.ExitCode);
        string[] rows = [Header, first, .. end.Lines];
        Assert.Equal(rows, File.ReadAllLines(_place["o/results.tsv"]));
        Assert.EndsWith("\n", File.ReadAllText(_place["o/results.tsv"]), StringComparison.Ordinal);
        var certificates = File.ReadAllLines(_place["o/certificates.jsonl"]);
        Assert.Equal(rows.Length - 1, certificates.Length);
        Assert.All(certificates, line => JsonDocument.Parse(line).Dispose());
        Assert.False(File.Exists(_place["o/accuracy.tsv"]));
        Assert.Equal(
            $"interrupted after {certificates.Length} of 8 inputs: their rows are complete in {_place["o"]}, "
                + "and there is no accuracy",
            end.ErrorLines[^1]);
    }

    [Fact]
    public async Task A_sampler_that_is_killed_and_started_again_changes_nothing()
    {
        var undisturbed = await _place.RunAsync(Certify("slow_3.pt", "--n", "20", "--limit", "3", "--seed", "7"));
        using var first = await RunningService.SamplerAsync(_place);
        using var run = Tool.Start(
            _place.Folder,
            Certify("models/slow_3", "--n", "20", "--limit", "3", "--seed", "7", "--sampler", first.Address));
        // The first row is out, so the third input has just begun.
        string[] before = [await run.LineAsync(), await run.LineAsync()];
        await first.EndAsync(Tool.Kill);
        using var second = await RunningService.SamplerAsync(_place, first.Port);
        var end = await run.EndAsync();

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(undisturbed.Rows, ToolResult.Timeless([.. before, .. end.Lines]));
    }

    [Fact]
    public async Task A_sampler_that_stays_away_is_waited_for_once_and_the_draws_that_miss_are_told()
    {
        using var sampler = await RunningService.SamplerAsync(_place);
        using var run = Tool.Start(
            _place.Folder,
            Certify("models/slow_3", "--n", "20", "--sampler", sampler.Address, "--retry-seconds", "2"));
        await run.LineAsync();
        await run.LineAsync();
        await sampler.EndAsync(Tool.Kill);
        var clock = Stopwatch.StartNew();
        var end = await run.EndAsync();

        Assert.Equal(4, end.ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        var failures = end.ErrorLines.Where(line => line.StartsWith("input ", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            Enumerable.Range(8 - failures.Count, failures.Count).Select(index => $"input {index} failed: draws ["),
            failures.Select(line => line[..(line.IndexOf('[', StringComparison.Ordinal) + 1)]));
        Assert.All(failures, line => Assert.Contains(" are missing: ", line, StringComparison.Ordinal));
        Assert.Contains(
            $"{failures.Count} of 8 inputs failed; the accuracy counts them as not certified", end.ErrorLines);
    }

    [Fact]
    public async Task A_certifier_that_is_gone_is_named_for_each_input_that_it_fails()
    {
        using var certifier = await RunningService.CertifierAsync(_place);
        using var run = Tool.Start(
            _place.Folder, Certify(
                "slow_3.pt", "--n", "40", "--limit", "4", "--certifier", certifier.Address, "--retry-seconds", "2"));
        await run.LineAsync();
        await certifier.EndAsync(Tool.Kill);
        var end = await run.EndAsync();

        Assert.Equal(4, end.ExitCode);
        Assert.Contains(
            end.ErrorLines,
            line => line.StartsWith(
                $"input 3 failed: the certifier at {certifier.Address}/ does not answer: ", StringComparison.Ordinal));
    }

    public void Dispose() => _place.Dispose();

    private static string[] Certify(string model, params string[] arguments) =>
        ["certify", "--model", model, "--data", Workplace.Data, "--n0", "4", "--alpha", "0.5", .. arguments];
}
