using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Smoothing.Hosting;

namespace Smoothing.Cli.Importing;

/// <summary>Rows of a table whose first line names the columns, with tabs or commas between them.</summary>
internal static partial class CountsTable
{
    private static readonly string[] Lists = [ImportedInput.Counts, ImportedInput.Selection];

    /// <summary>The rows. Empty lines are none.</summary>
    /// <exception cref="CommandException">The columns are not those of counts.</exception>
    public static IEnumerable<ImportedRow> Read(string path, ReadOnlyMemory<byte> text)
    {
        var lines = CountsFile.Lines(text)
            .Select(line => (line.Number, Text: Encoding.UTF8.GetString(line.Bytes.Span).TrimEnd('\r')))
            .Where(line => line.Text.Trim().Length > 0);
        var header = lines.First().Text;
        var separator = header.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        var names = (Cells(header, separator) ?? []).Select(name => name.Trim()).ToArray();
        Require(path, names);
        return lines.Skip(1).Select(line => Row(line.Number, names, Cells(line.Text, separator)));
    }

    private static void Require(string path, string[] names)
    {
        if (names.Distinct().Count() < names.Length)
            throw new CommandException(ExitCode.Usage, $"{path}: the first line names a column twice");
        var has = names.Contains(ImportedInput.Counts)
            || (names.Contains(ImportedInput.Top) && names.Contains(ImportedInput.TopCount)
                && names.Contains(ImportedInput.Draws));
        if (has && (names.Contains(ImportedInput.Id) || names.Contains(ImportedInput.Index)))
            return;
        throw new CommandException(
            ExitCode.Usage,
            names.Contains("radius")
                ? $"{path} is a table of radii; counts cannot be computed from a radius, which is rounded (to 3 digits "
                    + $"in published tables) and does not tell n: {CountsFile.Needed}"
                : $"{path}: the columns of the first line, {string.Join(", ", names)}, are not those of counts: "
                    + CountsFile.Needed);
    }

    private static ImportedRow Row(long line, string[] names, string[]? cells)
    {
        if (cells is null)
            return ImportedRow.Wrong(line, "has a quote that does not end");
        if (cells.Length != names.Length)
            return ImportedRow.Wrong(line, $"has {cells.Length} cells; the first line names {names.Length} columns");
        var fields = new JsonObject();
        foreach (var (name, cell) in names.Zip(cells.Select(cell => cell.Trim())).Where(pair => pair.Second.Length > 0))
            fields[name] = Array.IndexOf(Lists, name) >= 0 ? List(cell) : Value(cell);
        return new(line, JsonSerializer.SerializeToElement(fields, JsonSerializerOptions.Default), new Violations());
    }

    private static JsonArray List(string cell) =>
        [.. Between().Split(cell.Trim('[', ']', ' ')).Select(item => (JsonNode?)Value(item))];

    // What is no number stays a text, for the error that says so.
    private static JsonValue Value(string cell) =>
        long.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : JsonValue.Create(cell)!;

    // Cells may be in quotes, within which two quotes are one. Null where a quote does not end.
    private static string[]? Cells(string line, char separator)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (line[i] == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (line[i] == separator && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(line[i]);
        }

        cells.Add(cell.ToString());
        return quoted ? null : [.. cells];
    }

    [GeneratedRegex(@"\s*[,;|]\s*|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Between();
}
