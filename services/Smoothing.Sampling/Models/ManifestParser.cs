using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;

namespace Smoothing.Sampling.Models;

/// <summary>Reads one manifest and collects what is wrong with it.</summary>
internal sealed partial class ManifestParser(JsonObject root)
{
    /// <summary>The one precision of this version.</summary>
    public const string Binary32 = "binary32";

    private const int ExtentsLimit = 8, ShownCharacters = 60;

    // Models with their labels are sent to clients, which accept 4 MiB.
    private const int LabelBytesLimit = 1 << 20;

    private static readonly string[] Fields =
    [
        "name", "version", "shape", "layout", "grid", "classes", "labels", "tile", "precision", "engine",
        "memory_format", "sha256", "golden_output",
    ];

    private static readonly string[] GridFields = ["origin", "step", "min", "max"];

    private readonly List<ManifestViolation> _found = [];

    /// <summary>Reads the manifest.</summary>
    /// <param name="violations">Receives everything that is wrong.</param>
    /// <returns>The manifest, or null when there are violations.</returns>
    public ModelManifest? Parse(out ImmutableArray<ManifestViolation> violations)
    {
        Unknown(root, Fields, "");
        var name = Text(
            "name", NamePattern(), "1 to 63 of a-z, 0-9, '-', '_' and '.', beginning with a letter or digit");
        var version = Text("version", VersionPattern(), "1 to 63 printable ASCII characters, no space at an end");
        var shape = Shape();
        var layout = ReadLayout(shape);
        var grid = ReadGrid();
        var classes = Whole(root, "classes", 2, ModelManifest.ClassLimit);
        var labels = Labels(classes);
        var tile = Whole(root, "tile", 1, ModelManifest.TileSizeLimit);
        var dimension = shape?.Aggregate(1L, (product, extent) => product * extent);
        if (tile * dimension > ModelManifest.TileNumbersLimit)
            Add("tile", $"is {tile}: {tile} draws of {dimension} numbers are above 2^28 numbers in a tile");
        Text("precision", PrecisionPattern(), $"\"{Binary32}\"");
        var engine = Named("engine", EngineName.Parse, EngineName.All) ?? Engine.Libtorch;
        var format = ReadMemoryFormat(shape);
        var sha256 = root["sha256"] is null ? null : Text("sha256", DigestPattern(), "64 hexadecimal digits");
        var golden = Golden(classes);
        violations = [.. _found];
        return _found.Count > 0
            ? null
            : new(name!, version!, shape!.Value, layout!.Value, grid!, classes!.Value, labels, tile!.Value,
                Precision.Binary32)
            {
                Engine = engine,
                MemoryFormat = format,
                Sha256 = sha256 is null ? null : new Digest(Convert.FromHexString(sha256)),
                GoldenOutput = golden,
            };
    }

    /// <summary>Name of a layout in a manifest.</summary>
    public static string NameOf(Layout layout) => layout.ToString().ToLowerInvariant();

    private ImmutableArray<int>? Shape()
    {
        if (root["shape"] is not JsonArray { Count: >= 1 and <= ExtentsLimit } array)
        {
            Add("shape", $"{Is(root["shape"])}; it must be an array of 1 to {ExtentsLimit} whole numbers");
            return null;
        }

        var extents = ImmutableArray.CreateBuilder<int>();
        var product = 1L;
        for (var i = 0; i < array.Count; i++)
        {
            if (WholeNumber(array[i]) is not (>= 1 and <= NoisyInput.DimensionLimit and var extent))
            {
                Add($"shape[{i}]", $"{Is(array[i])}; it must be a whole number in [1, 2^28]");
                continue;
            }

            product = Math.Min(product * extent, NoisyInput.DimensionLimit + 1);
            extents.Add((int)extent);
        }

        if (product > NoisyInput.DimensionLimit)
            Add("shape", $"{Is(array)}; the product of the extents must be at most 2^28");
        return product <= NoisyInput.DimensionLimit && extents.Count == array.Count ? extents.ToImmutable() : null;
    }

    private Layout? ReadLayout(ImmutableArray<int>? shape)
    {
        var layouts = Enum.GetValues<Layout>();
        var text = root["layout"] is JsonValue value && value.TryGetValue<string>(out var given) ? given : null;
        var index = Array.FindIndex(layouts, layout => NameOf(layout) == text);
        if (index < 0)
        {
            Add("layout", $"{Is(root["layout"])}; it must be one of {string.Join(", ", layouts.Select(NameOf))}");
            return null;
        }

        if (layouts[index] != Layout.Plain && shape is { Length: not 3 })
            Add("layout", $"{Is(root["layout"])}, which needs a shape of three extents, not {shape.Value.Length}");
        return layouts[index];
    }

    private MemoryFormat ReadMemoryFormat(ImmutableArray<int>? shape)
    {
        var format = Named("memory_format", MemoryFormatName.Parse, MemoryFormatName.All) ?? MemoryFormat.Contiguous;
        if (format == MemoryFormat.ChannelsLast && shape is { Length: not 3 })
        {
            Add(
                "memory_format",
                $"{Is(root["memory_format"])}, which needs a shape of three extents, not {shape.Value.Length}");
        }

        return format;
    }

    /// <summary>What an optional field names; null when it is missing or names nothing.</summary>
    private T? Named<T>(string field, Func<string?, T?> parse, ImmutableArray<string> names)
        where T : struct
    {
        if (root[field] is not { } node)
            return null;
        var found = parse(node is JsonValue value && value.TryGetValue<string>(out var name) ? name : null);
        if (found is null)
            Add(field, $"{Is(node)}; it must be one of {string.Join(", ", names)}");
        return found;
    }

    private Grid? ReadGrid()
    {
        if (root["grid"] is not JsonObject grid)
        {
            Add("grid", $"{Is(root["grid"])}; it must be an object with {string.Join(", ", GridFields)}");
            return null;
        }

        Unknown(grid, GridFields, "grid.");
        var origin = Fraction(grid, "origin");
        var step = Fraction(grid, "step");
        if (step?.Numerator <= 0)
            Add("grid.step", $"is {step}; it must be above 0");
        var min = Whole(grid, "min", -Grid.LevelLimit, Grid.LevelLimit - 1, "grid.");
        var max = Whole(grid, "max", -Grid.LevelLimit, Grid.LevelLimit - 1, "grid.");
        if (max < min)
            Add("grid.max", $"is {max}; it must be at least grid.min, {min}");
        if (origin is null || !(step?.Numerator > 0) || min is null || !(max >= min))
            return null;
        try
        {
            return new Grid(origin.Value, step.Value, min.Value, max.Value);
        }
        catch (ArgumentException exception)
        {
            Add("grid", exception.Message);
            return null;
        }
    }

    private ImmutableArray<string> Labels(int? classes)
    {
        if (root["labels"] is not { } node)
            return [];
        if (node is not JsonArray array || array.Any(label => label?.GetValueKind() != JsonValueKind.String))
        {
            Add("labels", $"{Is(node)}; it must be an array of texts");
            return [];
        }

        ImmutableArray<string> labels = [.. array.Select(label => label!.GetValue<string>())];
        if (labels.Length != 0 && classes is not null && labels.Length != classes)
            Add("labels", $"has {labels.Length} texts; it must have none or one for each of the {classes} classes");
        if (labels.Sum(label => (long)Encoding.UTF8.GetByteCount(label)) > LabelBytesLimit)
            Add("labels", $"must have at most {LabelBytesLimit} bytes together");
        return labels;
    }

    private Rational? Fraction(JsonObject grid, string field)
    {
        if (grid[field] is JsonValue node && node.TryGetValue<string>(out var text)
            && Rational.TryParse(text, out var value))
            return value;
        Add($"grid.{field}", $"{Is(grid[field])}; it must be a fraction as a text, such as \"1/255\"");
        return null;
    }

    private int? Whole(JsonObject node, string field, int min, int max, string path = "")
    {
        if (WholeNumber(node[field]) is { } value && value >= min && value <= max)
            return (int)value;
        Add(path + field, $"{Is(node[field])}; it must be a whole number in [{min}, {max}]");
        return null;
    }

    private string? Text(string field, Regex pattern, string allowed)
    {
        if (root[field] is JsonValue node && node.TryGetValue<string>(out var text) && pattern.IsMatch(text))
            return text;
        Add(field, $"{Is(root[field])}; it must be {allowed}");
        return null;
    }

    private void Unknown(JsonObject node, string[] known, string path)
    {
        foreach (var (field, _) in node)
        {
            if (!known.Contains(field))
                Add(path + field, $"is not a field; the fields are {string.Join(", ", known)}");
        }
    }

    private void Add(string field, string description) => _found.Add(new(field, description));

    private static long? WholeNumber(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<long>(out var number)
            ? number
            : null;

    private static string Is(JsonNode? node) => node?.ToJsonString() is not { } json ? "is missing"
        : json.Length <= ShownCharacters ? $"is {json}"
        : $"is {json[..ShownCharacters]}…";

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[!-~]([ -~]{0,61}[!-~])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\A[0-9a-fA-F]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex DigestPattern();

    [GeneratedRegex(@"\Abinary32\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrecisionPattern();
}
