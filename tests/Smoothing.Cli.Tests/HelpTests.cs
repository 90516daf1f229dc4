namespace Smoothing.Cli.Tests;

/// <summary>What the command tells of itself.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly Workplace _place = new();

    [Theory]
    [InlineData("", "demo", "certify", "model", "train", "serve", "Exit codes:", "--version")]
    [InlineData("demo", "--output", "--noise", "--n0", "--n ", "--alpha", "--interval", "--skip", "--limit",
        "--seed", "--workers")]
    [InlineData("certify", "--model", "--data", "--labels", "--layout", "--resize", "--interpolation", "--crop",
        "--sampler", "--certifier", "--retry-seconds", "--json", "--output", "--noise", "--n0", "--n ", "--alpha",
        "--interval", "--skip", "--limit", "--seed", "--workers")]
    [InlineData("import", "<FILE>", "--noise", "--dimension", "--classes", "--tool", "--alpha", "--interval",
        "--bounds", "--norm", "--json", "--output", "selection_counts")]
    [InlineData("plot", "<RUN>", "--output", "--label", "--norm")]
    [InlineData("model", "init", "check")]
    [InlineData("model init", "<FILE>", "--shape", "--tile", "--engine", "--memory-format", "--device", "--output", "--force")]
    [InlineData("model check", "<FILE>", "--data", "--labels", "--resize", "--json", "--noise", "--n0", "--n ",
        "--alpha", "--skip", "--limit", "--seed", "--workers")]
    [InlineData("train", "--skeleton", "--data", "--labels", "--validation", "--validation-labels", "--noise",
        "--epochs",
        "--batch", "--learning-rate", "--optimizer", "--weight-decay", "--schedule", "--augment", "--classes", "--seed",
        "--threads", "--output", "--resume", "--force", "--json", "cnn_28x28", "crop-flip")]
    [InlineData("bounds", "--k", "--n ", "--alpha", "--counts", "--top", "--interval", "--json", "--jsonl")]
    [InlineData("predict", "--counts", "--alpha", "--json", "--jsonl")]
    [InlineData("radii", "--noise", "--p1", "--p2", "--one-minus-p1", "--dimension", "--norms", "--json", "--jsonl")]
    [InlineData("compare", "--noise", "--norm", "--dimension", "--from", "--to", "--points", "--as-printed", "--output",
        "--json", "--jsonl")]
    [InlineData("joint", "--noise", "--p1", "--p2", "--one-minus-p1", "--dimension", "--objective", "--norm",
        "--weights", "--perturbation", "--json", "--jsonl")]
    [InlineData("recommend", "--norm", "--dimension", "--standard-deviation", "--p1", "--one-minus-p1", "--json",
        "--jsonl")]
    [InlineData("tradeoff", "--noise", "--p1", "--dimension", "--norms", "--points", "--output", "--json", "--jsonl")]
    [InlineData("verify", "<FILE>", "--json")]
    [InlineData("show", "<FILE>")]
    [InlineData("replay", "<CERTIFICATE>", "--model", "--data", "--sampler", "--retry-seconds", "--draws", "--limit",
        "--other-model", "--json", "--workers", "--labels", "--layout", "--resize", "--crop", "IDENTICAL", "CONSISTENT",
        "DIFFERENT")]
    [InlineData("serve", "sampler", "certifier", "all")]
    [InlineData("serve sampler", "--models", "--port", "--http-port", "SETTINGS")]
    [InlineData("serve certifier", "--port", "--http-port", "SETTINGS")]
    [InlineData("serve all", "--models", "--sampler-port", "--sampler-http-port", "--certifier-port",
        "--certifier-http-port", "SETTINGS")]
    public async Task Help_names_everything(string command, params string[] words)
    {
        var run = await _place.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.All(words, word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData]
    [InlineData("model")]
    [InlineData("serve")]
    public async Task Without_a_command_the_help_is_on_standard_error(params string[] arguments)
    {
        var run = await _place.RunAsync(arguments);
        var help = await _place.RunAsync([.. arguments, "--help"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(help.Output, run.Error);
    }

    [Fact]
    public async Task The_version_is_a_number()
    {
        var run = await _place.RunAsync("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.True(Version.TryParse(run.Output.Trim(), out _));
    }

    [Fact]
    public async Task A_word_that_is_no_command_is_named()
    {
        var run = await _place.RunAsync("certfy");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'certfy'", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("`smoothing --help`, or --help after a command, tells what it takes.", run.ErrorLines[^1]);
    }

    [Fact]
    public async Task Required_options_are_all_named()
    {
        var run = await _place.RunAsync("certify");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'--model'", run.Error, StringComparison.Ordinal);
        Assert.Contains("'--data'", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _place.Dispose();
}
