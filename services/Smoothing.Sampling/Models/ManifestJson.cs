using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;

namespace Smoothing.Sampling.Models;

/// <summary>Reads and writes manifests, and finds all that is wrong with one at once.</summary>
public static partial class ManifestJson
{
    private static readonly string[] Fields =
        ["name", "version", "shape", "layout", "grid", "classes", "labels", "tile", "precision"];

    private static readonly string[] GridFields = ["origin", "step", "min", "max"];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">UTF-8 or any text of JSON.</param>
    /// <param name="violations">Receives everything that is wrong.</param>
    /// <returns>The manifest, or null when there are violations.</returns>
    public static ModelManifest? Read(string json, out ImmutableArray<ManifestViolation> violations)
    {
        var found = new List<ManifestViolation>();
        var manifest = Parse(json, found);
        violations = [.. found];
        return found.Count == 0 ? manifest : null;
    }

    /// <summary>Writes a manifest.</summary>
    /// <returns>Indented JSON that <see cref="Read"/> reads back.</returns>
    public static string Write(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return new JsonObject
        {
            ["name"] = manifest.Name,
            ["version"] = manifest.Version,
            ["shape"] = new JsonArray([.. manifest.Shape.Select(extent => (JsonNode)extent)]),
            ["layout"] = NameOf(manifest.Layout),
            ["grid"] = new JsonObject
            {
                ["origin"] = manifest.Grid.Origin.ToString(),
                ["step"] = manifest.Grid.Step.ToString(),
                ["min"] = manifest.Grid.MinLevel,
                ["max"] = manifest.Grid.MaxLevel,
            },
            ["classes"] = manifest.Classes,
            ["labels"] = new JsonArray([.. manifest.Labels.Select(label => (JsonNode)label)]),
            ["tile"] = manifest.TileSize,
            ["precision"] = "binary32",
        }.ToJsonString(Indented) + "\n";
    }

    private static ModelManifest? Parse(string json, List<ManifestViolation> found)
    {
        JsonObject root;
        try
        {
            root = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("the top level is not an object");
            // Enumerating finds names that occur twice, which the parser leaves until then.
            Unknown(root, Fields, "", found);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            found.Add(new("manifest", $"is not a JSON object: {exception.Message}"));
            return null;
        }

        var name = Text(root, "name", found);
        if (name is not null && !NamePattern().IsMatch(name))
            found.Add(new("name", $"\"{name}\" is not 1 to 63 of a-z, 0-9, '-', '_', '.', beginning with a letter or digit"));
        var version = Text(root, "version", found);
        if (version is not null && !VersionPattern().IsMatch(version))
            found.Add(new("version", $"\"{version}\" is not 1 to 63 printable ASCII characters"));
        var shape = Shape(root, found);
        var layout = OneOf(root, "layout", found, Layout.Plain, Layout.Chw, Layout.Hwc);
        if (layout is Layout.Chw or Layout.Hwc && shape is { Length: not 3 })
            found.Add(new("layout", $"\"{NameOf(layout.Value)}\" needs a shape of three extents, not {shape.Value.Length}"));
        var grid = ReadGrid(root, found);
        var classes = Whole(root, "classes", 2, ModelManifest.ClassLimit, found);
        var labels = Labels(root, classes, found);
        var tile = Whole(root, "tile", 1, ModelManifest.TileSizeLimit, found);
        var dimension = shape?.Aggregate(1L, (product, extent) => product * extent);
        if (tile * dimension > ModelManifest.TileNumbersLimit)
            found.Add(new("tile", $"{tile} draws of {dimension} numbers are above 2^28 numbers in a tile"));
        if (Text(root, "precision", found) is { } precision && precision != "binary32")
            found.Add(new("precision", $"\"{precision}\" is not \"binary32\""));
        return found.Count > 0
            ? null
            : new(name!, version!, shape!.Value, layout!.Value, grid!, classes!.Value, labels, tile!.Value, Precision.Binary32);
    }

    private static ImmutableArray<int>? Shape(JsonObject root, List<ManifestViolation> found)
    {
        if (root["shape"] is not JsonArray { Count: >= 1 and <= 8 } array)
        {
            found.Add(new("shape", "must be an array of 1 to 8 whole numbers"));
            return null;
        }

        var extents = ImmutableArray.CreateBuilder<int>();
        var product = 1L;
        foreach (var node in array)
        {
            if (WholeNumber(node) is not (>= 1 and <= NoisyInput.DimensionLimit and var extent))
            {
                found.Add(new($"shape[{extents.Count}]", $"{Show(node)} is not a whole number in [1, 2^28]"));
                return null;
            }

            product = Math.Min(product * extent, NoisyInput.DimensionLimit + 1);
            extents.Add((int)extent);
        }

        if (product <= NoisyInput.DimensionLimit)
            return extents.ToImmutable();
        found.Add(new("shape", "the product of the extents is above 2^28"));
        return null;
    }

    private static Grid? ReadGrid(JsonObject root, List<ManifestViolation> found)
    {
        if (root["grid"] is not JsonObject grid)
        {
            found.Add(new("grid", "must be an object with origin, step, min and max"));
            return null;
        }

        Unknown(grid, GridFields, "grid.", found);
        var origin = Fraction(grid, "origin", found);
        var step = Fraction(grid, "step", found);
        if (step?.Numerator <= 0)
            found.Add(new("grid.step", $"{step} is not above 0"));
        var min = Whole(grid, "min", -Grid.LevelLimit, Grid.LevelLimit - 1, found, "grid.");
        var max = Whole(grid, "max", -Grid.LevelLimit, Grid.LevelLimit - 1, found, "grid.");
        if (max < min)
            found.Add(new("grid.max", $"{max} is below grid.min, {min}"));
        if (origin is null || !(step?.Numerator > 0) || min is null || !(max >= min))
            return null;
        try
        {
            return new Grid(origin.Value, step.Value, min.Value, max.Value);
        }
        catch (ArgumentException exception)
        {
            found.Add(new("grid", exception.Message));
            return null;
        }
    }

    private static ImmutableArray<string> Labels(JsonObject root, int? classes, List<ManifestViolation> found)
    {
        if (root["labels"] is null)
            return [];
        if (root["labels"] is not JsonArray array || array.Any(node => node?.GetValueKind() != JsonValueKind.String))
        {
            found.Add(new("labels", "must be an array of texts"));
            return [];
        }

        if (array.Count != 0 && classes is not null && array.Count != classes)
            found.Add(new("labels", $"{array.Count} labels for {classes} classes; there must be none or one for each"));
        return [.. array.Select(node => node!.GetValue<string>())];
    }

    private static Rational? Fraction(JsonObject grid, string field, List<ManifestViolation> found)
    {
        if (grid[field] is { } node && node.GetValueKind() == JsonValueKind.String
            && Rational.TryParse(node.GetValue<string>(), out var value))
            return value;
        found.Add(new($"grid.{field}", $"{Show(grid[field])} is not a fraction as a text, such as \"1/255\""));
        return null;
    }

    private static int? Whole(
        JsonObject root, string field, int min, int max, List<ManifestViolation> found, string path = "")
    {
        if (WholeNumber(root[field]) is { } value && value >= min && value <= max)
            return (int)value;
        found.Add(new(path + field, $"{Show(root[field])} is not a whole number in [{min}, {max}]"));
        return null;
    }

    private static long? WholeNumber(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var number)
            ? number
            : null;

    private static string? Text(JsonObject root, string field, List<ManifestViolation> found)
    {
        if (root[field] is { } node && node.GetValueKind() == JsonValueKind.String)
            return node.GetValue<string>();
        found.Add(new(field, $"{Show(root[field])} is not a text"));
        return null;
    }

    private static Layout? OneOf(JsonObject root, string field, List<ManifestViolation> found, params Layout[] allowed)
    {
        if (Text(root, field, found) is not { } text)
            return null;
        foreach (var layout in allowed)
        {
            if (NameOf(layout) == text)
                return layout;
        }

        found.Add(new(field, $"\"{text}\" is not one of {string.Join(", ", allowed.Select(NameOf))}"));
        return null;
    }

    private static string NameOf(Layout layout) => layout.ToString().ToLowerInvariant();

    private static void Unknown(JsonObject node, string[] known, string path, List<ManifestViolation> found)
    {
        foreach (var (field, _) in node)
        {
            if (!known.Contains(field))
                found.Add(new(path + field, $"is not a field; the fields are {string.Join(", ", known)}"));
        }
    }

    private static string Show(JsonNode? node) => node?.ToJsonString() is { } json
        ? json.Length <= 60 ? json : json[..60] + "…"
        : "nothing";

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[!-~]([ -~]{0,61}[!-~])?$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
