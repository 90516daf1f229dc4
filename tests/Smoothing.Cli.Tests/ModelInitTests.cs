using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Smoothing.Cli.Tests;

/// <summary>`smoothing model init`.</summary>
public sealed class ModelInitTests : IDisposable
{
    private const string Flatten = "torch.flatten(x, 1)";

    private readonly Workplace _place = new();

    [Fact]
    public async Task It_finds_the_shape_of_a_model_that_takes_one()
    {
        _place.AddFile("linear_3");
        AcceptOnly3072Numbers(_place["linear_3.pt"]);

        var run = await _place.RunAsync(
            "model", "init", "linear_3.pt", "--tile", "16", "--engine", "libtorch",
            "--memory-format", "contiguous");

        run.RequireLine(0, _place["linear_3.json"], "input 3x32x32 (chw)", "3 classes", "Check the grid");
        using var manifest = JsonDocument.Parse(File.ReadAllText(_place["linear_3.json"]));
        Assert.Equal("linear_3", manifest.RootElement.GetProperty("name").GetString());
        Assert.Equal(3, manifest.RootElement.GetProperty("classes").GetInt32());
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_place["linear_3.pt"]))),
            manifest.RootElement.GetProperty("sha256").GetString());
        var golden = manifest.RootElement.GetProperty("golden_output");
        Assert.Equal(3 * sizeof(float), golden.GetProperty("logits").GetBytesFromBase64().Length);
    }

    [Fact]
    public async Task It_refuses_to_guess_among_several_shapes()
    {
        _place.AddFile("linear_3");

        (await _place.RunAsync("model", "init", "linear_3.pt")).RequireLine(
            2, "say which with --shape", "3,28,28 (3 classes); 3,32,32 (3 classes)");
        Assert.False(File.Exists(_place["linear_3.json"]));
    }

    [Fact]
    public async Task A_grid_that_is_named_is_in_the_manifest_and_serves()
    {
        _place.AddFile("linear_3");
        _place.AddImages(Workplace.Inputs);

        var run = await _place.RunAsync(
            "model", "init", "linear_3.pt", "--shape", "1,2,2", "--tile", "16", "--engine", "libtorch",
            "--memory-format", "contiguous", "--grid", "-1,1/510,0,1020");

        run.RequireLine(0, "in [-1, 1] with 1021 levels");
        using var manifest = JsonDocument.Parse(File.ReadAllText(_place["linear_3.json"]));
        var grid = manifest.RootElement.GetProperty("grid");
        Assert.Equal(
            ("-1", "1/510", 0, 1020),
            (grid.GetProperty("origin").GetString(), grid.GetProperty("step").GetString(),
                grid.GetProperty("min").GetInt32(), grid.GetProperty("max").GetInt32()));
        Assert.Equal(0, (await _place.CertifyAsync("linear_3.pt", "--n", "64")).ExitCode);
    }

    [Theory]
    [InlineData("0,1/255,0", "is not two fractions and two whole numbers")]
    [InlineData("x,0,1.5,40000", "ORIGIN x is not", "STEP 0 is not", "MIN 1.5 is not", "MAX 40000 is not")]
    [InlineData("0,1/255,5,4", "MIN 5 is above MAX 4")]
    [InlineData("100000,1/255,0,255", "may be the same binary32 number")]
    public async Task A_grid_that_is_none_is_refused_with_all_that_is_wrong(string grid, params string[] words)
    {
        _place.AddFile("linear_3");

        (await _place.RunAsync("model", "init", "linear_3.pt", "--grid", grid)).RequireLine(
            2, [$"--grid: {grid}", .. words]);
    }

    [Fact]
    public async Task A_manifest_is_replaced_with_force_only()
    {
        _place.AddFile("linear_3");
        File.WriteAllText(_place["linear_3.json"], "mine");
        string[] init = ["model", "init", "linear_3.pt", "--shape", "1,2,2"];

        (await _place.RunAsync(init)).RequireLine(2, $"{_place["linear_3.json"]} exists", "--force");
        Assert.Equal("mine", File.ReadAllText(_place["linear_3.json"]));
        Assert.Equal(0, (await _place.RunAsync([.. init, "--force"])).ExitCode);
        Assert.StartsWith("{", File.ReadAllText(_place["linear_3.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_measures_forms_of_tiles_and_records_the_one_that_it_prefers()
    {
        _place.AddFile("linear_3");

        var run = await _place.RunAsync("model", "init", "linear_3.pt", "--shape", "1,2,2");

        Assert.Equal(0, run.ExitCode);
        // Both formats and engines at one size, then other sizes in the fastest of them; the preferred form first.
        var forms = run.ErrorLines.Where(line => line.EndsWith("draws/s and thread", StringComparison.Ordinal))
            .Select(line => line.Split(':')[0]).ToArray();
        foreach (var form in (string[])["libtorch, contiguous", "libtorch, channels_last", "libtorch_frozen, contiguous",
            "libtorch_frozen, channels_last"])
            Assert.Contains(forms, one => one.EndsWith($" {form}", StringComparison.Ordinal));
        Assert.Equal(8, forms.Length);
        using var manifest = JsonDocument.Parse(File.ReadAllText(_place["linear_3.json"]));
        var (tile, engine, format) = (
            manifest.RootElement.GetProperty("tile").GetInt32(),
            manifest.RootElement.GetProperty("engine").GetString(),
            manifest.RootElement.GetProperty("memory_format").GetString());
        Assert.Equal(forms[0], $"tiles of {tile}, {engine}, {format}");
    }

    [Fact]
    public async Task Forms_that_are_given_are_not_measured()
    {
        _place.AddFile("linear_3");

        var run = await _place.RunAsync(
            "model", "init", "linear_3.pt", "--shape", "1,2,2", "--tile", "24", "--engine", "libtorch_frozen",
            "--memory-format", "channels_last");

        run.RequireLine(0, "tiles of 24, libtorch_frozen, channels_last");
        using var manifest = JsonDocument.Parse(File.ReadAllText(_place["linear_3.json"]));
        Assert.Equal(24, manifest.RootElement.GetProperty("tile").GetInt32());
        Assert.Equal("libtorch_frozen", manifest.RootElement.GetProperty("engine").GetString());
        Assert.Equal("channels_last", manifest.RootElement.GetProperty("memory_format").GetString());
    }

    [Theory]
    [InlineData("--tile", "0")]
    [InlineData("--tile", "4097")]
    [InlineData("--memory-format", "nhwc")]
    [InlineData("--engine", "onnx")]
    public async Task A_form_that_there_is_not_is_named(string option, string value) =>
        (await _place.RunAsync("model", "init", "linear_3.pt", option, value))
            .RequireLine(2, $"{option}: {value} is not");

    [Fact]
    public async Task A_device_that_is_not_there_is_the_check_that_refuses()
    {
        _place.AddFile("linear_3");

        (await _place.RunAsync("model", "init", "linear_3.pt", "--shape", "1,2,2", "--device", "cuda:7"))
            .RequireLine(3, "refused by the check device: cuda:7 is not there");
    }

    [Fact]
    public async Task A_device_of_another_kind_is_a_usage_error() =>
        (await _place.RunAsync("model", "init", "linear_3.pt", "--device", "tpu"))
            .RequireLine(2, "--device: tpu is not one of cpu, cuda, cuda:N");

    [Fact]
    public async Task It_writes_where_it_is_told_to()
    {
        _place.AddFile("linear_3");

        await _place.RunAsync("model", "init", "linear_3.pt", "--shape", "1,2,2", "--output", "other.json");

        Assert.True(File.Exists(_place["other.json"]));
        Assert.False(File.Exists(_place["linear_3.json"]));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        _place.AddFile("linear_3");

        (await _place.RunAsync(
                "model", "init", "linear_3.pt", "--shape", "1,2,2", "--tile", "8", "--engine", "libtorch",
                "--memory-format", "contiguous",
                "--output", "/proc/manifest.json"))
            .RequireLine(2, "/proc/manifest.json cannot be written");
    }

    [Fact]
    public async Task It_never_overwrites_the_model()
    {
        File.WriteAllText(_place["model.json"], "weights");

        (await _place.RunAsync("model", "init", "model.json", "--force")).RequireLine(2, "is the model itself");
        Assert.Equal("weights", File.ReadAllText(_place["model.json"]));
    }

    [Theory]
    [InlineData("1,0,2")]
    [InlineData("1x2x2")]
    [InlineData("1,-2")]
    [InlineData("1,,2")]
    public async Task A_shape_is_whole_numbers(string shape) =>
        (await _place.RunAsync("model", "init", "linear_3.pt", "--shape", shape))
            .RequireLine(2, $"--shape: {shape} is not");

    [Fact]
    public async Task A_missing_file_is_named() =>
        (await _place.RunAsync("model", "init", "none.pt")).RequireLine(3, _place["none.pt"], "does not exist");

    [Theory]
    [InlineData("aborts_load_fpe", "process")]
    [InlineData("train_mode_dropout", "eval_state")]
    [InlineData("not_torchscript", "load")]
    public async Task A_model_that_fails_a_check_gets_no_manifest(string model, string check)
    {
        _place.AddFile(model);

        var run = await _place.RunAsync("model", "init", $"{model}.pt", "--shape", "1,2,2");

        Assert.Equal(3, run.ExitCode);
        // The engine's own words may follow: who runs this is the operator.
        Assert.Contains($"was refused by the check {check}", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("none of the shapes", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_place[$"{model}.json"]));
    }

    public void Dispose() => _place.Dispose();

    // The code of a TorchScript file is text in a zip archive.
    private static void AcceptOnly3072Numbers(string path)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Update);
        var entry = Assert.Single(archive.Entries, one => one.Name == "__torch__.py");
        string code;
        using (var reader = new StreamReader(entry.Open()))
            code = reader.ReadToEnd();
        Assert.Contains(Flatten, code, StringComparison.Ordinal);
        var name = entry.FullName;
        entry.Delete();
        using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.NoCompression).Open());
        writer.Write(code.Replace(Flatten, "torch.reshape(x, [-1, 3072])", StringComparison.Ordinal));
    }
}
