using System.Text.Json;
using Smoothing.Hosting;

namespace Smoothing.Cli.Importing;

/// <summary>A row of counts, whatever the form of its file.</summary>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Fields">A JSON object; nothing where the row cannot be read.</param>
/// <param name="Violations">Why it cannot be read; takes all else that is wrong.</param>
internal sealed record ImportedRow(long Line, JsonElement Fields, Violations Violations)
{
    /// <summary>A row that cannot be read.</summary>
    public static ImportedRow Wrong(long line, string description)
    {
        var violations = new Violations();
        violations.Add("", description);
        return new(line, default, violations);
    }
}
