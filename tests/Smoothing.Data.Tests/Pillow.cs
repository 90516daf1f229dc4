using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Smoothing.Data.Tests;

/// <summary>What Pillow makes of the images of tests/fixtures/images; make_images.py there wrote it down.</summary>
internal static class Pillow
{
    /// <summary>Path of an image.</summary>
    public static string At(string name) => Path.Combine(Folder(), name);

    /// <summary>The rows of a table.</summary>
    public static IReadOnlyList<Row> Table(string name)
    {
        using var tables = JsonDocument.Parse(File.ReadAllBytes(At("expected.json")));
        return [.. tables.RootElement.GetProperty(name).EnumerateArray().Select(row => new Row(row.Clone()))];
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "fixtures", "images");

    internal sealed record Row(JsonElement Json)
    {
        public byte[] Levels => Json.GetProperty("levels").GetBytesFromBase64();

        public int this[string name] => Json.GetProperty(name).GetInt32();

        public string Text(string name) => Json.GetProperty(name).GetString()!;
    }
}
