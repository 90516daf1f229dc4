using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Smoothing.Sampling.Models;

/// <content>The golden output.</content>
internal sealed partial class ManifestParser
{
    private const int RuntimeCharacters = 1000;

    private static readonly string[] GoldenFields = ["runtime", "logits"];

    private GoldenOutput? Golden(int? classes)
    {
        if (root["golden_output"] is not { } node)
            return null;
        if (node is not JsonObject golden)
        {
            Add("golden_output", $"{Is(node)}; it must be an object with {string.Join(", ", GoldenFields)}");
            return null;
        }

        Unknown(golden, GoldenFields, "golden_output.");
        var runtime = golden["runtime"] is JsonValue value && value.TryGetValue<string>(out var text)
            && text.Length is >= 1 and <= RuntimeCharacters ? text : null;
        if (runtime is null)
            Add("golden_output.runtime", $"{Is(golden["runtime"])}; it must be a text of 1 to {RuntimeCharacters}");
        var logits = Logits(golden["logits"]);
        if (logits is null || (classes is not null && logits.Length != classes))
        {
            Add(
                "golden_output.logits",
                $"{Is(golden["logits"])}; it must be base64 of one finite little-endian binary32 number for each "
                    + $"class{(classes is null ? "" : $", {classes} together")}");
            return null;
        }

        return runtime is null ? null : new(runtime, [.. logits]);
    }

    private static float[]? Logits(JsonNode? node)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text))
            return null;
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length % sizeof(float) != 0)
            return null;
        var logits = new float[length / sizeof(float)];
        for (var i = 0; i < logits.Length; i++)
            logits[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(sizeof(float) * i));
        return Array.TrueForAll(logits, float.IsFinite) ? logits : null;
    }
}
