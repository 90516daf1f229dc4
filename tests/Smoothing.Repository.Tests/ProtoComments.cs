using System.Text.RegularExpressions;

namespace Smoothing.Repository.Tests;

/// <summary>Finds declarations without a comment in a .proto file, line by line.</summary>
internal static partial class ProtoComments
{
    public static IEnumerable<string> Missing(string file, string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var match = Declaration().Match(lines[i]);
            if (match.Success && (i == 0 || !Comment().IsMatch(lines[i - 1])))
                yield return $"{file}:{i + 1}: `{match.Groups["what"].Value.Trim()}` has no comment; "
                    + "write one in the line above: what it is, its range and its unit.";
        }
    }

    // A message, enum, service, rpc or oneof; or a field or enum value, which end in a number.
    [GeneratedRegex("""
        ^\s*(?!option\b|reserved\b|extensions\b|//)
        (?<what>(message|enum|service|rpc|oneof)\s+\w+
        |((repeated|optional)\s+)?(map\s*<[^>]*>|[\w.]+)\s+\w+\s*=\s*\d+
        |[A-Z][A-Z0-9_]*\s*=\s*\d+)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^\s*//\s*\S")]
    private static partial Regex Comment();
}
