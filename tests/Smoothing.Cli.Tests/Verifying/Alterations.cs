using System.Text.Json;
using System.Text.Json.Nodes;

namespace Smoothing.Cli.Tests.Verifying;

/// <summary>Rows that somebody altered in one place of the certificate.</summary>
internal static class Alterations
{
    /// <summary>One for each value of the certificate.</summary>
    public static List<string> Of(string line)
    {
        var altered = new List<string>();
        foreach (var path in Leaves(JsonNode.Parse(line)!["certificate"]!, []))
        {
            var row = JsonNode.Parse(line)!;
            Alter(row["certificate"]!, path);
            altered.Add(row.ToJsonString());
        }

        return altered;
    }

    private static IEnumerable<object[]> Leaves(JsonNode node, object[] path) => node switch
    {
        JsonObject json => json.SelectMany(field => Leaves(field.Value!, [.. path, field.Key])),
        JsonArray array => array.SelectMany((item, i) => Leaves(item!, [.. path, i])),
        _ => [path],
    };

    // One more, one unit in the last place more, the other digit, the other word.
    private static void Alter(JsonNode root, object[] path)
    {
        var parent = path[..^1].Aggregate(root, (node, step) => step is int i ? node[i]! : node[(string)step]!);
        var value = (path[^1] is int at ? parent[at] : parent[(string)path[^1]])!.GetValue<JsonElement>();
        JsonNode altered = value.ValueKind switch
        {
            JsonValueKind.True => false,
            JsonValueKind.False => true,
            JsonValueKind.Number when value.TryGetInt64(out var whole) => whole + 1,
            JsonValueKind.Number => Math.BitIncrement(value.GetDouble()),
            _ => Other(value.GetString()!),
        };
        if (path[^1] is int index)
            parent[index] = altered;
        else
            parent[(string)path[^1]] = altered;
    }

    private static string Other(string text) =>
        text.Length == 0 ? "x" : text[..^1] + (text[^1] == '0' ? '1' : '0');
}
