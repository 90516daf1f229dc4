namespace Smoothing.Cli.Tests;

/// <summary>`--device` reaches whatever runs the model of a command.</summary>
public sealed class DeviceTests : IDisposable
{
    private const string Absent = "cuda:7 is not there";

    private readonly Workplace _place = Workplace.WithLinear();

    [Fact]
    public async Task Certify_runs_a_model_where_it_is_told_to() => Refused(await _place.RunAsync(
        "certify", "--model", "linear_3.pt", "--data", Workplace.Data, "--n", "1000", "--device", "cuda:7"));

    [Fact]
    public async Task Model_check_looks_at_a_model_where_it_is_told_to()
    {
        var run = await _place.RunAsync("model", "check", "linear_3.pt", "--device", "cuda:7");

        Assert.Contains(Absent, run.Output, StringComparison.Ordinal);
        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public async Task Replay_draws_where_it_is_told_to()
    {
        await _place.RunAsync(
            "certify", "--model", "linear_3.pt", "--data", Workplace.Data, "--n", "1000", "--limit", "1", "--output",
            "results");

        Refused(await _place.RunAsync(
            "replay", "results/certificates.jsonl", "--model", "linear_3.pt", "--data", Workplace.Data, "--device",
            "cuda:7"));
    }

    [Theory]
    [InlineData("certify", "--model", "models/x", "--data", "images")]
    [InlineData("replay", "certificates.jsonl", "--model", "models/x", "--data", "images")]
    public async Task With_a_sampler_elsewhere_nobody_can_say_how_it_runs_models(params string[] command)
    {
        var run = await _place.RunAsync(
            [.. command, "--sampler", "http://localhost:1", "--device", "cpu", "--workers", "2"]);

        run.RequireOnly(
            2,
            "--workers: is about a model in this process; with --sampler the sampler's own settings count",
            "--device: is about a model in this process; with --sampler the sampler's own settings count");
    }

    public void Dispose() => _place.Dispose();

    private static void Refused(ToolResult run)
    {
        Assert.Contains(Absent, run.Error, StringComparison.Ordinal);
        Assert.Equal(3, run.ExitCode);
    }
}
