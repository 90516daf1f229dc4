namespace Smoothing.Cli.Tests;

/// <summary>Wrong usage: exit code 2, all that is wrong at once, a line each with option, value, range.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Workplace _place = Workplace.WithLinear();

    [Fact]
    public async Task Every_option_that_is_wrong_is_told_at_once()
    {
        var run = await _place.CertifyAsync(
            "models/x", "--n", "0", "--n0", "-1", "--alpha", "NaN", "--seed", "-1", "--skip", "0", "--limit", "many",
            "--noise", "generalized_gaussian:0:0.5", "--norm", "0.5", "--certifier", "host",
            "--workers", "0", "--retry-seconds", "-1");

        run.RequireOnly(
            2,
            "--model: models/x names a model of a sampler: give its address with --sampler",
            "--certifier: host is not http://HOST:PORT, https://HOST:PORT or dns:///HOST:PORT",
            "--retry-seconds: -1 is not a whole number in [0, 86400]",
            "--noise: generalized_gaussian: scale 0 is not finite and above 0; shape 0.5 is not in [1, 2^30]",
            "--norm: 0.5 is not a number in [1, 64] or inf",
            "--n0: -1 is not a whole number in [1, 100000000]",
            "--n: 0 is not a whole number in [1, 100000000]",
            "--alpha: NaN is not a number in [1e-12, 0.5]",
            "--skip: 0 is not a whole number in [1, 2147483647]",
            "--limit: many is not a whole number in [1, 2147483647]",
            "--seed: -1 is not a whole number in [0, 2^128)",
            "--workers: 0 is not a whole number in [1, 1024]");
    }

    [Theory]
    [InlineData("--norm", "65")]
    [InlineData("--norm", "l2")]
    [InlineData("--norm", "NaN")]
    [InlineData("--n", "100000001")]
    [InlineData("--n", "99999999999999999999")]
    [InlineData("--n", "1e3")]
    [InlineData("--alpha", "0")]
    [InlineData("--alpha", "1")]
    [InlineData("--alpha", "0,001")]
    [InlineData("--seed", "340282366920938463463374607431768211456")]
    [InlineData("--sampler", "ftp://host:5001")]
    [InlineData("--certifier", "http://host:5001/path")]
    [InlineData("--certifier", "http://:5001")]
    [InlineData("--certifier", "http://host:99999")]
    public async Task A_value_out_of_range_is_told_with_its_option(string option, string value)
    {
        var run = await _place.CertifyAsync(option == "--sampler" ? "models/x" : "linear_3.pt", option, value);

        run.RequireLine(2, $"{option}: {value} is not ");
    }

    [Theory]
    [InlineData("gaussian:0", "standard deviation 0 is not finite and above 0")]
    [InlineData("gaussian:-0.25", "standard deviation -0.25 is not finite and above 0")]
    [InlineData("gaussian:NaN", "standard deviation NaN is not finite and above 0")]
    [InlineData("laplace:1e999", "scale 1e999 is not finite and above 0")]
    [InlineData("uniform:0,25", "half width \"0,25\" is not a number")]
    [InlineData("generalized_gaussian:0.5:NaN", "shape NaN is not in [1, 2^30]")]
    [InlineData("generalized_gaussian:0.5", "does not have the parameters of generalized_gaussian: scale and shape")]
    [InlineData("poisson:3", "\"poisson:3\" is not gaussian:SD, laplace:SCALE, ")]
    public async Task Noise_that_is_none_is_told_with_all_that_is_wrong(string noise, string told) =>
        (await _place.CertifyAsync("linear_3.pt", "--noise", noise)).RequireLine(2, "--noise: ", told);

    [Theory]
    [InlineData("gaussian:8.1")]
    [InlineData("gaussian:0.0000038")]
    public async Task Noise_beyond_the_table_is_told_with_its_range(string noise) =>
        (await _place.CertifyAsync("linear_3.pt", "--noise", noise)).RequireLine(
            2, "--noise: a standard deviation of", "is not in [3.83E-06, 4.02]", "models/linear_3",
            "the input range [0, 1]; parameters are in units of the input");

    [Fact]
    public async Task A_file_with_a_sampler_is_refused() =>
        (await _place.CertifyAsync("linear_3.pt", "--sampler", "http://localhost:1")).RequireLine(
            2, "--model: linear_3.pt is a file; with --sampler give models/NAME");

    [Fact]
    public async Task Missing_data_is_named() =>
        (await _place.RunAsync("certify", "--model", "linear_3.pt", "--data", "none"))
            .RequireLine(2, "none: path is missing");

    [Fact]
    public async Task Truncated_data_is_named()
    {
        File.WriteAllBytes(_place[Workplace.Data], File.ReadAllBytes(_place[Workplace.Data])[..^1]);

        (await _place.CertifyAsync("linear_3.pt"))
            .RequireLine(2, Workplace.Data, "length is 47 bytes", "expected 48 bytes");
    }

    [Fact]
    public async Task Labels_of_another_number_are_named()
    {
        using var other = new Workplace();
        other.AddImages(3);
        File.Copy(other[Workplace.LabelFile], _place[Workplace.LabelFile], overwrite: true);

        (await _place.CertifyAsync("linear_3.pt"))
            .RequireLine(2, Workplace.LabelFile, "count is 3 labels", "expected 8");
    }

    [Fact]
    public async Task Images_of_another_shape_are_refused()
    {
        _place.AddModel("constant_2", classes: 2, shape: "1, 3, 3");

        (await _place.CertifyAsync("constant_2.pt"))
            .RequireLine(2, "holds images of 1x2x2", "models/constant_2 takes 1x3x3");
    }

    [Fact]
    public async Task The_first_label_beyond_the_classes_is_named()
    {
        _place.AddImages(8, largestLabel: 4);

        (await _place.CertifyAsync("linear_3.pt", "--output", "o")).RequireOnly(
            2, $"{Workplace.Data}: input 3 has label 3; models/linear_3 has the classes 0 to 2");
        Assert.False(Directory.Exists(_place["o"]));
    }

    [Fact]
    public async Task Labels_of_inputs_that_are_left_out_do_not_matter()
    {
        _place.AddImages(8, largestLabel: 4);

        Assert.Equal(0, (await _place.CertifyAsync("linear_3.pt", "--limit", "3", "--n", "64")).ExitCode);
    }

    [Fact]
    public async Task An_output_that_cannot_be_made_is_named() =>
        (await _place.CertifyAsync("linear_3.pt", "--output", "linear_3.pt/o")).RequireLine(
            2, $"--output: {_place["linear_3.pt/o"]} cannot be written");

    [Fact]
    public async Task A_full_disk_ends_the_run_with_one_line()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Directory.CreateDirectory(_place["demo-results"]);
        File.CreateSymbolicLink(_place["demo-results/results.tsv"], "/dev/full");

        var run = await _place.RunAsync("demo", "--limit", "1", "--n", "64");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("the results cannot be written: No space left", run.ErrorLines[^1], StringComparison.Ordinal);
    }

    public void Dispose() => _place.Dispose();
}
