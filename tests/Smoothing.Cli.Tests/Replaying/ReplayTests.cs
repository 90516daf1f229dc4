using System.Text.Json.Nodes;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Tests.Replaying;

/// <summary>`smoothing replay` on what `certify` wrote, and on what somebody made up.</summary>
public sealed class ReplayTests : IDisposable
{
    private const string Certificates = "run/certificates.jsonl";

    // One run serves all tests: a seed gives the same certificates every time.
    private static readonly Lazy<Task<string[]>> Rows = new(CertifyOnceAsync);

    private readonly Workplace _place = Workplace.WithLinear();

    [Fact]
    public async Task A_run_is_replayed_identically_with_other_workers()
    {
        await CertifyAsync();

        var run = await ReplayAsync(Certificates, "--workers", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                .. Enumerable.Range(0, Workplace.Inputs).Select(i =>
                    $"{Certificates}:{i + 1}: input {i}: IDENTICAL: 1100 draws in 2 ranges, the same runtime "
                        + "fingerprint"),
                $"{Certificates}: 8 IDENTICAL, 0 CONSISTENT, 0 DIFFERENT, 0 not replayed",
            ],
            run.Lines);
        Assert.Contains("engine libtorch, ", run.Error, StringComparison.Ordinal);
        Assert.Contains("8 recorded on the same", run.ErrorLines);
        Assert.Contains("Neither says anything about the quality of the model", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_is_replayed_identically()
    {
        await _place.RunAsync("demo", "--limit", "2", "--n", "256");
        var demo = Path.Combine(AppContext.BaseDirectory, "Demo");

        var run = await _place.RunAsync(
            "replay", "demo-results/certificates.jsonl", "--model", Path.Combine(demo, "fashion_mnist_cnn.pt"),
            "--data", Path.Combine(demo, "images-idx3-ubyte.gz"), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["identical", "identical"], Verdicts(run));
    }

    [Fact]
    public async Task One_draw_that_was_moved_is_different_on_the_same_runtime()
    {
        var rows = await CertifyAsync();
        await WriteAsync("altered.jsonl", rows[0], evidence => Forger.Move(evidence, 1));

        var run = await ReplayAsync("altered.jsonl");

        Assert.Equal(7, run.ExitCode);
        Assert.StartsWith("altered.jsonl:1: input 0: DIFFERENT: 1100 draws in 2 ranges, the same", run.Lines[0],
            StringComparison.Ordinal);
        Assert.Equal("  selection [0, 100): all counts are equal", run.Lines[1]);
        Assert.StartsWith(
            "  estimation [128, 1128): at least 1 draws were answered otherwise; class ", run.Lines[2],
            StringComparison.Ordinal);
        Assert.Equal("altered.jsonl: 0 IDENTICAL, 0 CONSISTENT, 1 DIFFERENT, 0 not replayed", run.Lines[^1]);
    }

    [Theory]
    [InlineData(0, "identical", 0)]
    [InlineData(5, "consistent", 0)]
    [InlineData(300, "different", 7)]
    public async Task Counts_of_another_runtime_are_tested(long moved, string verdict, int exitCode)
    {
        var rows = await CertifyAsync();
        await WriteAsync(
            "elsewhere.jsonl", rows[0],
            evidence =>
            {
                Forger.Elsewhere(evidence);
                if (moved > 0)
                    Forger.Move(evidence, moved);
            });

        var run = await ReplayAsync("elsewhere.jsonl", "--json");

        Assert.Equal(exitCode, run.ExitCode);
        var row = JsonNode.Parse(Assert.Single(run.Lines))!;
        Assert.Equal(verdict, (string)row["verdict"]!);
        Assert.Equal("elsewhere", (string)row["recorded_fingerprint"]!["instruction_set"]!);
        Assert.NotEqual("elsewhere", (string)row["replayed_fingerprint"]!["instruction_set"]!);
        Assert.Equal(["instruction_set"], row["fingerprint_differences"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(moved, (long)row["ranges"]![1]!["moved"]!);
    }

    [Fact]
    public async Task Both_fingerprints_are_printed_where_they_differ()
    {
        var rows = await CertifyAsync();
        await WriteAsync("elsewhere.jsonl", rows[0], Forger.Elsewhere);

        var run = await ReplayAsync("elsewhere.jsonl");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            "elsewhere.jsonl:1: input 0: IDENTICAL: 1100 draws in 2 ranges, another runtime fingerprint "
                + "(instruction_set elsewhere recorded, ",
            run.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("  recorded on engine libtorch, ", run.Lines[1], StringComparison.Ordinal);
        Assert.Contains(", instruction_set elsewhere, ", run.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("  replayed on engine libtorch, ", run.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_that_are_not_in_the_data_are_named_and_the_others_are_replayed()
    {
        await CertifyAsync();
        File.Delete(_place[Workplace.LabelFile]);
        File.Delete(_place[Workplace.Data]);
        _place.AddImages(3);

        var run = await ReplayAsync(Certificates);

        Assert.Equal(4, run.ExitCode);
        Assert.Equal(
            "--data: the inputs of 5 of 8 certificates are not among the 3 images of some-images-idx3-ubyte, that is, "
                + "of line 4, 5, 6, 7, 8",
            run.ErrorLines[0]);
        Assert.StartsWith($"{Certificates}:4: not replayed: the input with SHA-256 ", run.Lines[3],
            StringComparison.Ordinal);
        Assert.Equal($"{Certificates}: 3 IDENTICAL, 0 CONSISTENT, 0 DIFFERENT, 5 not replayed", run.Lines[^1]);
    }

    [Fact]
    public async Task Data_without_any_of_the_inputs_are_refused()
    {
        await CertifyAsync();
        File.WriteAllBytes(_place["other-idx3-ubyte"], [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 9, 9, 9, 9]);

        var run = await _place.RunAsync(
            "replay", Certificates, "--model", "linear_3.pt", "--data", "other-idx3-ubyte");

        run.RequireLine(2, "--data: the inputs of 8 of 8 certificates are not among the 1 images of other-idx3-ubyte");
    }

    [Fact]
    public async Task Another_model_file_is_refused_by_name_unless_it_is_asked_for()
    {
        await CertifyAsync();
        // The same answers for all that is not above 3.
        _place.AddModel("throws_high");

        var refused = await ReplayAsync("throws_high.pt", Certificates, []);
        var compared = await ReplayAsync("throws_high.pt", Certificates, ["--other-model", "--json"]);

        refused.RequireLine(
            3, "--model: models/throws_high version 1 has SHA-256 ",
            "; 8 of 8 certificates are of another file, that of line 1 of models/linear_3 version 1 with SHA-256 ",
            "--other-model compares all the same");
        Assert.Equal(0, compared.ExitCode);
        Assert.All(compared.Lines, line => Assert.True((bool)JsonNode.Parse(line)!["other_model"]!));
        Assert.All(Verdicts(compared), verdict => Assert.Equal("identical", verdict));
    }

    [Fact]
    public async Task A_model_on_another_grid_cannot_draw_the_same_draws()
    {
        await CertifyAsync();
        var manifest = File.ReadAllText(_place["linear_3.json"]);
        File.WriteAllText(_place["linear_3.json"], manifest.Replace("1/255", "1/256", StringComparison.Ordinal));

        (await ReplayAsync(Certificates)).RequireLine(
            3, "--model: line 1 cannot be replayed with models/linear_3: its grid, 0 + 1/256 k for k in [0, 255], is "
                + "not that of the certificate, 0 + 1/255 k for k in [0, 255]");
    }

    [Fact]
    public async Task Only_whole_recorded_ranges_of_the_first_draws_are_replayed_and_the_rest_is_told()
    {
        var rows = await CertifyAsync();
        var shorter = await _place.CertifyAsync(
            "linear_3.pt", "--n", "400", "--seed", "5", "--limit", "1", "--json");
        await WriteAsync("split.jsonl", rows[0], evidence => Forger.Split(evidence, shorter.Lines[0]));

        var run = await ReplayAsync("split.jsonl", "--draws", "999");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "split.jsonl:1: input 0: IDENTICAL: 500 draws in 2 ranges, the same runtime fingerprint",
                "  left out: estimation [528, 1128); a recorded range is compared whole or not at all",
                "split.jsonl: 1 IDENTICAL, 0 CONSISTENT, 0 DIFFERENT, 0 not replayed",
            ],
            run.Lines);
    }

    [Fact]
    public async Task Draws_of_the_selection_alone_are_no_replay()
    {
        await CertifyAsync();

        var run = await ReplayAsync(Certificates, "--draws", "10", "--limit", "1");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains(
            "not replayed: --draws: 10 is less than the first recorded range, of 1000", run.Lines[0],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("show")]
    public async Task A_file_without_a_name_is_told(string command) =>
        (await _place.RunAsync(command, "")).RequireLine(2, "cannot be read");

    [Fact]
    public async Task What_does_not_hold_or_cannot_be_read_is_told_and_not_drawn()
    {
        var rows = await CertifyAsync();
        var wrong = JsonNode.Parse(rows[0])!;
        wrong["certificate"]!["evidence_sha256"] = new string('0', 64);
        File.WriteAllLines(_place["mixed.jsonl"], [wrong.ToJsonString(), "{", rows[1]]);
        File.WriteAllLines(_place["false.jsonl"], [wrong.ToJsonString()]);

        var mixed = await ReplayAsync("mixed.jsonl");
        var limited = await ReplayAsync("mixed.jsonl", "--limit", "2", "--json");

        Assert.Equal(6, mixed.ExitCode);
        Assert.StartsWith("mixed.jsonl:1: not replayed: evidence_sha256: ", mixed.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("mixed.jsonl:2: not replayed: is not JSON: ", mixed.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("mixed.jsonl:3: input 1: IDENTICAL", mixed.Lines[2], StringComparison.Ordinal);
        Assert.Equal((6, 2, ""), (limited.ExitCode, limited.Lines.Length, limited.Error));
        Assert.All(limited.Lines, line => Assert.NotEmpty(JsonNode.Parse(line)!["error"]!.AsArray()));
    }

    [Fact]
    public async Task Imported_counts_cannot_be_replayed()
    {
        File.WriteAllText(_place["a.csv"], "id,top,k,n\n7,2,9970,10000\n");
        await _place.RunAsync(
            "import", "a.csv", "--noise", "gaussian:0.25", "--dimension", "4", "--classes", "3", "--tool", "peer",
            "--output", "imported");

        var run = await ReplayAsync("imported/certificates.jsonl");

        Assert.Equal(4, run.ExitCode);
        Assert.Equal(
            "imported/certificates.jsonl:1: not replayed: cannot be replayed: its counts were imported", run.Lines[0]);
    }

    [Fact]
    public async Task A_sampler_somewhere_else_is_asked()
    {
        await CertifyAsync();
        _place.AddModel("linear_3", folder: "m");
        using var sampler = await RunningService.SamplerAsync(_place);

        var run = await ReplayAsync("models/linear_3", Certificates, ["--sampler", sampler.Address, "--limit", "3"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"{Certificates}: 3 IDENTICAL, 0 CONSISTENT, 0 DIFFERENT, 0 not replayed", run.Lines[^1]);
    }

    [Fact]
    public async Task Ctrl_C_leaves_whole_rows_and_exit_code_130()
    {
        _place.AddModel("slow_3", tile: 4);
        await _place.CertifyAsync("slow_3.pt", "--n0", "4", "--n", "8", "--alpha", "0.5", "--output", "slow");

        using var run = Tool.Start(
            _place.Folder, "replay", "slow/certificates.jsonl", "--model", "slow_3.pt", "--data", Workplace.Data,
            "--workers", "1", "--json");
        var first = await run.LineAsync();
        run.Signal(Tool.Interrupt);
        var end = await run.EndAsync();

        Assert.Equal(130, end.ExitCode);
        string[] rows = [first, .. end.Lines];
        Assert.All(rows, row => Assert.Equal("identical", (string)JsonNode.Parse(row)!["verdict"]!));
        Assert.Equal(
            $"interrupted after {rows.Length} of 8 certificates: their rows are complete", end.ErrorLines[^1]);
    }

    [Fact]
    public async Task Options_that_are_wrong_are_told_at_once()
    {
        var run = await ReplayAsync("models/x", "none", ["--draws", "0", "--limit", "-1", "--workers", "0"]);

        run.RequireOnly(
            2,
            "--model: models/x names a model of a sampler: give its address with --sampler",
            "--draws: 0 is not a whole number in [1, 100000000]",
            "--limit: -1 is not a whole number in [1, 2147483647]",
            "--workers: 0 is not a whole number in [1, 1024]");
    }

    public void Dispose() => _place.Dispose();

    private async Task<string[]> CertifyAsync()
    {
        Directory.CreateDirectory(_place["run"]);
        File.WriteAllLines(_place[Certificates], await Rows.Value);
        return await Rows.Value;
    }

    private static async Task<string[]> CertifyOnceAsync()
    {
        using var place = Workplace.WithLinear();
        var run = await place.CertifyAsync("linear_3.pt", "--n", "1000", "--seed", "5", "--output", "run");
        Assert.Equal(0, run.ExitCode);
        return File.ReadAllLines(place[Certificates]);
    }

    private Task<ToolResult> ReplayAsync(string file, params string[] arguments) =>
        ReplayAsync("linear_3.pt", file, arguments);

    private Task<ToolResult> ReplayAsync(string model, string file, string[] arguments) =>
        _place.RunAsync(["replay", file, "--model", model, "--data", Workplace.Data, .. arguments]);

    private async Task WriteAsync(string file, string row, Action<Wire.Evidence> alter)
    {
        await using var forger = await Forger.StartAsync();
        File.WriteAllText(_place[file], await forger.RowAsync(row, alter));
    }

    private static IEnumerable<string> Verdicts(ToolResult run) =>
        run.Lines.Select(line => (string)JsonNode.Parse(line)!["verdict"]!);
}
