using System.Text.Json;
using System.Text.Json.Nodes;

namespace Smoothing.Cli.Tests;

/// <summary>`smoothing model check`.</summary>
public sealed class ModelCheckTests : IDisposable
{
    private readonly Workplace _place = Workplace.WithLinear();

    [Fact]
    public async Task A_model_that_can_be_sampled_passes_with_every_check_named_in_order()
    {
        var run = await _place.RunAsync(
            "model", "check", "linear_3.pt", "--data", Workplace.Data, "--n", "1000", "--workers", "1", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"{_place["linear_3.pt"]} passed", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        using var found = JsonDocument.Parse(run.Output);
        var root = found.RootElement;
        Assert.True(root.GetProperty("passed").GetBoolean());
        Assert.Equal(
            ["manifest", "digest", "load", "eval_state", "forward", "output_type", "output_shape", "class_count",
                "finite", "repeatable", "independent", "out_of_range", "golden_output", "noise", "clean_accuracy",
                "noisy_accuracy", "throughput", "run"],
            root.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("check").GetString()));
        Assert.Equal(["golden_output"], Names(root, "not run"));
        Assert.Empty(Names(root, "fail"));
        Assert.Equal(Workplace.Inputs, root.GetProperty("inputs").GetInt32());
        Assert.InRange(root.GetProperty("clean_accuracy").GetDouble(), 0, 1);
        Assert.InRange(root.GetProperty("noisy_accuracy").GetDouble(), 0, 1);
        Assert.True(root.GetProperty("draws_per_second").GetDouble() > 0);
        Assert.True(root.GetProperty("run_seconds").GetDouble() > 0);
        // 1000 of 1000 at α = 0.001: 0.25 Φ⁻¹(0.001^(1/1000)).
        Assert.InRange(root.GetProperty("largest_radius").GetDouble(), 0.61581565, 0.61581566);
    }

    [Fact]
    public async Task A_model_that_fails_is_refused_by_name_and_its_other_findings_are_shown()
    {
        _place.AddModel("train_mode_batch_norm");

        var run = await _place.RunAsync("model", "check", "train_mode_batch_norm.pt", "--data", Workplace.Data);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("refused by the check eval_state: batch_norm is active", run.Error, StringComparison.Ordinal);
        Assert.Equal("fail", Outcome(run, "eval_state"));
        Assert.Equal("fail", Outcome(run, "independent"));
        Assert.Equal("pass", Outcome(run, "repeatable"));
        Assert.Equal("not", Outcome(run, "clean_accuracy"));
    }

    [Fact]
    public async Task A_file_that_ends_its_process_is_a_finding()
    {
        _place.AddModel("aborts_forward_fpe");

        var run = await _place.RunAsync("model", "check", "aborts_forward_fpe.pt", "--json");

        Assert.Equal(3, run.ExitCode);
        using var found = JsonDocument.Parse(run.Output);
        Assert.Equal("process", found.RootElement.GetProperty("failed_check").GetString());
        Assert.Equal(["process"], Names(found.RootElement, "fail"));
    }

    [Fact]
    public async Task Another_file_under_a_manifest_is_found_by_its_digest_and_by_its_answer()
    {
        await _place.RunAsync("model", "init", "linear_3.pt", "--shape", "1,2,2", "--force");
        _place.AddModel("throws_high");
        // This one answers as linear_3 does, and has another digest.
        File.Copy(_place["throws_high.pt"], _place["linear_3.pt"], overwrite: true);
        var swapped = await _place.RunAsync("model", "check", "linear_3.pt");

        var manifest = JsonNode.Parse(File.ReadAllText(_place["linear_3.json"]))!.AsObject();
        manifest.Remove("sha256");
        File.WriteAllText(_place["linear_3.json"], manifest.ToJsonString());
        var same = await _place.RunAsync("model", "check", "linear_3.pt");
        manifest["golden_output"]!["logits"] = "AACAPwAAAAAAAAAA";
        File.WriteAllText(_place["linear_3.json"], manifest.ToJsonString());
        var other = await _place.RunAsync("model", "check", "linear_3.pt");

        Assert.Equal((3, "fail"), (swapped.ExitCode, Outcome(swapped, "digest")));
        Assert.Equal((0, "pass"), (same.ExitCode, Outcome(same, "golden_output")));
        Assert.Equal((3, "fail"), (other.ExitCode, Outcome(other, "golden_output")));
    }

    [Fact]
    public async Task Noise_beyond_the_input_range_is_a_warning_with_what_may_be_meant()
    {
        var check = await _place.RunAsync("model", "check", "linear_3.pt", "--noise", "gaussian:3.825");
        var certify = await _place.CertifyAsync(
            "linear_3.pt", "--noise", "gaussian:3.825", "--limit", "1", "--n", "64");
        var beyond = await _place.RunAsync("model", "check", "linear_3.pt", "--noise", "gaussian:63.75");

        const string hint = "is 3.825 times the width of the input range [0, 1]; parameters are in units of the input: "
            + "did you mean gaussian:0.015?";
        Assert.Equal((0, "warn"), (check.ExitCode, Outcome(check, "noise")));
        Assert.Equal(0, certify.ExitCode);
        Assert.Contains(hint, certify.Error, StringComparison.Ordinal);
        beyond.RequireLine(2, "--noise", "63.75 times the width of the input range", "did you mean gaussian:0.25?");
    }

    [Fact]
    public async Task Inputs_that_noise_reaches_must_be_taken()
    {
        _place.AddModel("throws_high");

        var near = await _place.RunAsync("model", "check", "throws_high.pt", "--noise", "gaussian:0.25");
        var far = await _place.RunAsync("model", "check", "throws_high.pt", "--noise", "gaussian:0.65");

        Assert.Equal((0, "pass"), (near.ExitCode, Outcome(near, "out_of_range")));
        Assert.Equal((3, "fail"), (far.ExitCode, Outcome(far, "out_of_range")));
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        File.Delete(_place["linear_3.json"]);

        (await _place.RunAsync("model", "check", "none.pt")).RequireLine(3, "there is no file", "none.pt");
        (await _place.RunAsync("model", "check", "linear_3.pt")).RequireLine(3, "has no manifest", "model init");
        (await _place.RunAsync("model", "check", "linear_3.pt", "--labels", Workplace.LabelFile))
            .RequireLine(2, "--labels");
    }

    public void Dispose() => _place.Dispose();

    private static string Outcome(ToolResult run, string check) =>
        Assert.Single(run.Lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            words => words.Length > 1 && words[0] == check)[1];

    private static string[] Names(JsonElement root, string outcome) =>
    [
        .. root.GetProperty("checks").EnumerateArray()
            .Where(check => check.GetProperty("outcome").GetString() == outcome)
            .Select(check => check.GetProperty("check").GetString()!),
    ];
}
