using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Smoothing.Cli.Tests;

/// <summary>`smoothing certify` on arrays and image files.</summary>
public sealed class DataTests : IDisposable
{
    private readonly Workplace _place = Workplace.WithLinear();

    [Fact]
    public async Task An_array_gives_the_rows_of_the_same_images_in_idx()
    {
        var idx = File.ReadAllBytes(_place[Workplace.Data])[16..];
        WriteArray("x.npy", $"({Workplace.Inputs}, 2, 2)", idx);
        WriteArray("y.npy", $"({Workplace.Inputs},)", File.ReadAllBytes(_place[Workplace.LabelFile])[8..]);

        var expected = await _place.CertifyAsync("linear_3.pt", "--n", "64", "--seed", "5");
        var array = await CertifyAsync("x.npy");

        Assert.Equal(0, array.ExitCode);
        Assert.Equal(expected.Rows, array.Rows);
    }

    [Fact]
    public async Task Rows_of_image_files_tell_the_file_in_JSON()
    {
        Add("grey.png", "set/b/1.png", "set/a/2.png");
        Add("grey.jpg", "set/c/3.jpg");

        var run = await CertifyAsync("set", "--resize", "2,2", "--json", "--output", "o");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["a/2.png 0", "b/1.png 1", "c/3.jpg 2"], run.Lines.Select(Named));
        Assert.Equal(run.Lines.Select(Named), File.ReadAllLines(_place["o/certificates.jsonl"]).Select(Named));
        Assert.Contains("3 inputs of set", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classes_with_other_names_than_the_model_has_are_told()
    {
        Add("grey.png", "set/cat/1.png", "set/dog/2.png");
        var manifest = File.ReadAllText(_place["linear_3.json"]);
        File.WriteAllText(_place["linear_3.json"], manifest.Replace(
            "\"labels\": []", "\"labels\": [\"Cat\", \"eel\", \"fox\"]", StringComparison.Ordinal));

        Assert.Contains(
            "note: class 1 is dog in set and eel in models/linear_3; labels are compared by number",
            (await CertifyAsync("set", "--resize", "2,2")).ErrorLines);
    }

    [Fact]
    public async Task Coloured_images_for_a_grey_model_are_refused_with_both_shapes()
    {
        Add("colour.png", "a.png");

        (await CertifyAsync("a.png", "--resize", "2,2")).RequireLine(
            2, "a.png holds images of 3x2x2; models/linear_3 takes 1x2x2 (chw)", "channels, 3 and 1,");
    }

    [Fact]
    public async Task Images_of_another_size_are_refused_with_the_options_that_change_it()
    {
        Add("grey.png", "a.png");

        (await CertifyAsync("a.png")).RequireLine(2, "holds images of 1x7x5", "--resize and --crop change the size");
    }

    [Fact]
    public async Task Images_of_several_sizes_are_refused()
    {
        Add("grey.png", "set/a.png");
        Add("grey.jpg", "set/b.jpg");

        (await CertifyAsync("set")).RequireLine(2, "set/b.jpg: size is 24x31", "the first image, a.png, is 7x5");
    }

    [Fact]
    public async Task A_damaged_image_is_found_before_the_first_draw_unless_it_is_left_out()
    {
        Add("grey.png", "set/a.png", "set/b.png");
        File.WriteAllBytes(_place["set/b.png"], File.ReadAllBytes(_place["set/b.png"])[..60]);

        (await CertifyAsync("set", "--resize", "2,2", "--output", "o"))
            .RequireLine(2, "b.png: image data is truncated");
        Assert.False(Directory.Exists(_place["o"]));
        Assert.Equal(0, (await CertifyAsync("set", "--resize", "2,2", "--limit", "1")).ExitCode);
    }

    [Fact]
    public async Task A_class_folder_beyond_the_classes_is_named()
    {
        Add("grey.png", "set/a/1.png", "set/b/1.png", "set/c/1.png", "set/d/1.png");

        (await CertifyAsync("set", "--resize", "2,2")).RequireOnly(
            2, "set: input 3 has label 3; models/linear_3 has the classes 0 to 2");
    }

    [Fact]
    public async Task Options_of_the_data_that_are_wrong_are_told_at_once() => (await CertifyAsync(
        "x.npy", "--layout", "chw", "--resize", "0", "--interpolation", "nearest", "--crop", "5")).RequireOnly(
            2,
            "--layout: chw is not nchw or nhwc",
            "--resize: 0 is not S or H,W, whole numbers in [1, 16384]",
            "--interpolation: nearest is not bilinear or bicubic",
            "--crop: 5 is not H,W, whole numbers in [1, 16384]");

    public void Dispose() => _place.Dispose();

    private Task<ToolResult> CertifyAsync(string data, params string[] arguments) => _place.RunAsync(
        ["certify", "--model", "linear_3.pt", "--data", data, "--n", "64", "--seed", "5", .. arguments]);

    private void Add(string image, params string[] names)
    {
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_place[name])!);
            File.Copy(Path.Combine(Fixtures(), image), _place[name]);
        }
    }

    private void WriteArray(string name, string shape, byte[] elements)
    {
        var header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        File.WriteAllBytes(
            _place[name], [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. elements]);
    }

    private static string Named(string line)
    {
        using var document = JsonDocument.Parse(line);
        return $"{document.RootElement.GetProperty("source")} {document.RootElement.GetProperty("label")}";
    }

    private static string Fixtures([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "fixtures", "images");
}
