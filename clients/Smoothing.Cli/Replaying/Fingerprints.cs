using System.Text.Json;
using Smoothing.Client;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Replaying;

/// <summary>Runtime fingerprints in words: every field that the contract has.</summary>
internal static class Fingerprints
{
    /// <summary>All of a fingerprint on one line.</summary>
    public static string Text(Wire.RuntimeFingerprint fingerprint) =>
        string.Join(", ", Fields(fingerprint).Select(field => $"{field.Name} {field.Value}"));

    /// <summary>What differs, with both values.</summary>
    public static string Differences(Wire.RuntimeFingerprint recorded, Wire.RuntimeFingerprint replayed)
    {
        var (before, now) = (Fields(recorded).ToDictionary(), Fields(replayed).ToDictionary());
        return string.Join("; ", Names(recorded, replayed).Select(
            name => $"{name} {before.GetValueOrDefault(name, "none")} recorded, "
                + $"{now.GetValueOrDefault(name, "none")} replayed"));
    }

    /// <summary>Names of the fields that differ.</summary>
    public static IEnumerable<string> Names(Wire.RuntimeFingerprint recorded, Wire.RuntimeFingerprint replayed) =>
        Fields(recorded).Except(Fields(replayed)).Concat(Fields(replayed).Except(Fields(recorded)))
            .Select(field => field.Name).Distinct();

    private static List<(string Name, string Value)> Fields(Wire.RuntimeFingerprint fingerprint)
    {
        using var json = JsonDocument.Parse(WireJson.Write(fingerprint));
        return [.. json.RootElement.EnumerateObject().Select(field => (field.Name, field.Value.ToString()))];
    }
}
