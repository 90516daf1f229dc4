namespace Smoothing.Cli.Tests;

/// <summary>Models that cannot be used: exit code 3 and the reason.</summary>
public sealed class RefusedModelTests : IDisposable
{
    private readonly Workplace _place = Workplace.WithLinear();

    [Fact]
    public async Task A_missing_file_is_named() =>
        (await _place.CertifyAsync("none.pt")).RequireOnly(3, "--model: there is no file none.pt");

    [Fact]
    public async Task A_missing_manifest_is_named_with_what_writes_one()
    {
        File.Delete(_place["linear_3.json"]);

        (await _place.CertifyAsync("linear_3.pt")).RequireOnly(
            3,
            $"--model: linear_3.pt has no manifest {_place["linear_3.json"]}; "
                + "`smoothing model init linear_3.pt` writes one");
    }

    [Fact]
    public async Task All_violations_of_a_manifest_are_shown()
    {
        var manifest = File.ReadAllText(_place["linear_3.json"]);
        var wrong = manifest.Replace("\"classes\": 3", "\"classes\": 1", StringComparison.Ordinal)
            .Replace("\"tile\": 64", "\"tile\": 0", StringComparison.Ordinal)
            .Replace("\"chw\"", "\"nchw\"", StringComparison.Ordinal);
        File.WriteAllText(_place["linear_3.json"], wrong);

        var run = await _place.CertifyAsync("linear_3.pt");

        Assert.Equal(3, run.ExitCode);
        Assert.All(
            run.ErrorLines.Zip(["layout: ", "classes: ", "tile: "]),
            pair => Assert.StartsWith(
                $"{_place["linear_3.json"]}: {pair.Second}", pair.First, StringComparison.Ordinal));
        Assert.Equal(3, run.ErrorLines.Length);
    }

    [Theory]
    [InlineData("not_torchscript", "load")]
    [InlineData("truncated", "load")]
    [InlineData("empty", "load")]
    [InlineData("state_dict", "load")]
    [InlineData("two_inputs", "forward")]
    [InlineData("returns_tuple", "forward")]
    [InlineData("wrong_rank", "")]
    [InlineData("batch_shape", "")]
    [InlineData("constant_2", "class_count")]
    [InlineData("train_mode_dropout", "eval_state")]
    [InlineData("aborts_load_fpe", "process")]
    [InlineData("aborts_load_stack", "process")]
    [InlineData("aborts_forward_fpe", "process")]
    [InlineData("aborts_forward_stack", "process")]
    public async Task A_model_that_fails_a_check_is_refused_with_its_name(string model, string check)
    {
        _place.AddModel(model);

        (await _place.CertifyAsync($"{model}.pt")).RequireLine(3, "the model was refused", $"the check {check}");
    }

    public void Dispose() => _place.Dispose();
}
