using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

public sealed class ManifestTests
{
    private const string Good = """
        {
          "name": "cnn", "version": "1", "shape": [1, 28, 28], "layout": "chw",
          "grid": { "origin": "0", "step": "1/255", "min": 0, "max": 255 },
          "classes": 2, "labels": ["no", "yes"], "tile": 64, "precision": "binary32"
        }
        """;

    [Fact]
    public void A_manifest_is_read()
    {
        var manifest = ManifestJson.Read(Good, out var violations);
        Assert.Empty(violations);
        Assert.Equal(("cnn", "1", Layout.Chw, 2, 64), (
            manifest!.Name, manifest.Version, manifest.Layout, manifest.Classes, manifest.TileSize));
        Assert.Equal([1, 28, 28], manifest.Shape);
        Assert.Equal(["no", "yes"], manifest.Labels);
        Assert.Equal(Grid.EightBit, manifest.Grid);
        Assert.Equal(784, manifest.Dimension);
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        var fields = Fields("""
            {
              "name": "CNN", "version": "", "shape": [0, 28, -1], "layout": "nchw", "colour": 1,
              "grid": { "origin": 0, "step": "0", "min": -32769, "max": 40000, "size": 1 },
              "classes": 1, "labels": [1], "tile": 4097, "precision": "float32"
            }
            """);
        Assert.Equal(
            ["classes", "colour", "grid.max", "grid.min", "grid.origin", "grid.size", "grid.step", "labels", "layout",
                "name", "precision", "shape[0]", "shape[2]", "tile", "version"],
            fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_that_is_missing_is_named_at_once() => Assert.Equal(
        ["classes", "grid", "layout", "name", "precision", "shape", "tile", "version"],
        Fields("{}").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("", "manifest")]
    [InlineData("[]", "manifest")]
    [InlineData("null", "manifest")]
    [InlineData("{\"name\": \"a\", \"name\": \"b\"}", "manifest")]
    [InlineData("{\"grid\": {\"min\": 0, \"min\": 1}}", "manifest")]
    [InlineData("\"chw\"", "\"plain\"", null)]
    [InlineData("[1, 28, 28]", "[784]", "layout")]
    [InlineData("[1, 28, 28]", "[28.0, 1, 1]", "shape[0]")]
    [InlineData("[1, 28, 28]", "[]", "shape")]
    [InlineData("[1, 28, 28]", "[65536, 65536, 65536]", "shape")]
    [InlineData("\"cnn\"", "\"../cnn\"", "name")]
    [InlineData("\"cnn\"", "\"cnn\\n\"", "name")]
    [InlineData("\"cnn\"", "\"-cnn\"", "name")]
    [InlineData("\"cnn\"", "7", "name")]
    [InlineData("\"1/255\"", "\"-1/255\"", "grid.step")]
    [InlineData("\"1/255\"", "\"1/0\"", "grid.step")]
    [InlineData("\"1/255\"", "\"0.004\"", "grid.step")]
    [InlineData("\"max\": 255", "\"max\": -1", "grid.max")]
    [InlineData("\"origin\": \"0\", \"step\": \"1/255\"", "\"origin\": \"2147483647\", \"step\": \"1/255\"", "grid")]
    [InlineData("\"tile\": 64", "\"tile\": 0", "tile")]
    [InlineData("\"tile\": 64", "\"tile\": 1e1", "tile")]
    [InlineData("28, 28]", "4096, 4096]", "tile")]
    [InlineData("\"binary32\"", "\"binary32\", \"memory_format\": \"channels_last\"", null)]
    [InlineData("\"binary32\"", "\"binary32\", \"engine\": \"libtorch_frozen\"", null)]
    [InlineData("\"binary32\"", "\"binary32\", \"engine\": \"onnx\"", "engine")]
    [InlineData("\"binary32\"", "\"binary32\", \"engine\": 1", "engine")]
    [InlineData("\"binary32\"", "\"binary32\", \"memory_format\": \"nhwc\"", "memory_format")]
    [InlineData("\"binary32\"", "\"binary32\", \"memory_format\": 1", "memory_format")]
    [InlineData("[\"no\", \"yes\"]", "[\"no\"]", "labels")]
    [InlineData("[\"no\", \"yes\"]", "[]", null)]
    [InlineData("[\"no\", \"yes\"]", "null", null)]
    [InlineData("\"classes\": 2", "\"classes\": 65537", "classes")]
    [InlineData("\"tile\": 64", "\"tile\": 64, \"sha256\": \"abc\"", "sha256")]
    [InlineData("\"tile\": 64", "\"tile\": 64, \"golden_output\": []", "golden_output")]
    [InlineData("\"tile\": 64", "\"tile\": 64, \"golden_output\": {\"runtime\": \"r\", \"logits\": \"AACAPwAAAAA=\"}",
        null)]
    [InlineData("\"tile\": 64", "\"tile\": 64, \"golden_output\": {\"runtime\": \"r\", \"logits\": \"AACAPw==\"}",
        "golden_output.logits")]
    [InlineData("\"tile\": 64", "\"tile\": 64, \"golden_output\": {\"runtime\": \"r\", \"logits\": \"AADAfwAAAAA=\"}",
        "golden_output.logits")]
    [InlineData("\"tile\": 64", "\"tile\": 64, \"golden_output\": {\"runtime\": 1, \"logits\": \"AACAPwAAAAA=\"}",
        "golden_output.runtime")]
    public void One_change_is_one_violation(string old, string? changed, string? field = null)
    {
        // With two arguments the first is the whole text, and the second the field.
        var (json, expected) = old.StartsWith('{') || field is null && changed is "manifest"
            ? (old, changed)
            : (Good.Replace(old, changed, StringComparison.Ordinal), field);
        Assert.NotEqual(Good, json);
        var found = Fields(json).Where(name => !(name == "labels" && expected == "classes"));
        Assert.Equal(expected is null ? [] : [expected], found);
    }

    [Fact]
    public void A_long_value_is_cut_in_the_message()
    {
        var json = Good.Replace("cnn", new string('x', 9999), StringComparison.Ordinal);
        Assert.Null(ManifestJson.Read(json, out var found));
        Assert.InRange(Assert.Single(found).Description.Length, 10, 300);
    }

    [Property(MaxTest = 50)]
    public Property What_is_written_is_read_back() => Prop.ForAll(
        Gen.Choose(1, 40).ArrayOf(3).Select(
            numbers => new ModelManifest(
                "a.b-c_" + numbers[0], "v \"1\"", [.. numbers], (Layout)(numbers[0] % 3 + 1),
                new Grid(new Rational(-numbers[0], 3), new Rational(1, numbers[1]), -numbers[2], numbers[0]),
                3, numbers[0] % 2 == 0 ? [] : ["a", "\"b\"", "日"], numbers[2], Precision.Binary32)
            {
                MemoryFormat = (MemoryFormat)(numbers[1] % 2),
                Engine = (Engine)(numbers[1] / 2 % 2),
            }).ToArbitrary(),
        manifest =>
        {
            var read = ManifestJson.Read(ManifestJson.Write(manifest), out var violations);
            Assert.Empty(violations);
            // Arrays compare by reference: compare them on their own.
            Assert.Equal(manifest.Shape, read!.Shape);
            Assert.Equal(manifest.Labels, read.Labels);
            Assert.Equal(manifest, read with { Shape = manifest.Shape, Labels = manifest.Labels });
        });

    [Fact]
    public void A_digest_and_a_golden_output_are_written_and_read_back()
    {
        var manifest = ManifestJson.Read(Good, out _)! with
        {
            Sha256 = Digest.Of("file"u8),
            GoldenOutput = new("libtorch 2.10.0; cpu", [0.1f, -3e-9f]),
        };
        var read = ManifestJson.Read(ManifestJson.Write(manifest), out var violations);
        Assert.Empty(violations);
        Assert.Equal(manifest.Sha256, read!.Sha256);
        Assert.Equal(manifest.GoldenOutput.Runtime, read.GoldenOutput!.Runtime);
        Assert.Equal(manifest.GoldenOutput.Logits, read.GoldenOutput.Logits);
    }

    private static ImmutableArray<string> Fields(string json)
    {
        var manifest = ManifestJson.Read(json, out var violations);
        Assert.Equal(violations.IsEmpty, manifest is not null);
        return [.. violations.Select(violation => violation.Field)];
    }
}
