using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Smoothing.Sampling.Models;

/// <summary>Reads and writes manifests, and finds all that is wrong with one at once.</summary>
public static class ManifestJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">Any text.</param>
    /// <param name="violations">Receives everything that is wrong.</param>
    /// <returns>The manifest, or null when there are violations.</returns>
    public static ModelManifest? Read(string json, out ImmutableArray<ManifestViolation> violations)
    {
        try
        {
            if (JsonNode.Parse(json, documentOptions: Strict) is JsonObject root)
                return new ManifestParser(root).Parse(out violations);
            violations = [new("manifest", "must be a JSON object")];
        }
        catch (JsonException exception)
        {
            violations = [new("manifest", $"is not JSON: {exception.Message}")];
        }

        return null;
    }

    /// <summary>Writes a manifest.</summary>
    /// <returns>Indented JSON that <see cref="Read"/> reads back.</returns>
    public static string Write(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var json = new JsonObject
        {
            ["name"] = manifest.Name,
            ["version"] = manifest.Version,
            ["shape"] = new JsonArray([.. manifest.Shape.Select(extent => (JsonNode)extent)]),
            ["layout"] = ManifestParser.NameOf(manifest.Layout),
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
            ["precision"] = ManifestParser.Binary32,
            ["engine"] = EngineName.Of(manifest.Engine),
            ["memory_format"] = MemoryFormatName.Of(manifest.MemoryFormat),
        };
        if (manifest.Sha256 is { } digest)
            json["sha256"] = digest.ToString();
        if (manifest.GoldenOutput is { } golden)
            json["golden_output"] = new JsonObject { ["runtime"] = golden.Runtime, ["logits"] = Base64(golden.Logits) };
        return json.ToJsonString(Indented) + "\n";
    }

    private static string Base64(ImmutableArray<float> logits)
    {
        var bytes = new byte[sizeof(float) * logits.Length];
        for (var i = 0; i < logits.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), logits[i]);
        return Convert.ToBase64String(bytes);
    }
}
