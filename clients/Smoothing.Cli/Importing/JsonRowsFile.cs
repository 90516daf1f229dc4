using System.Text.Json;
using System.Text.Unicode;
using Smoothing.Hosting;

namespace Smoothing.Cli.Importing;

/// <summary>Rows in JSON: an object a line, or one array of objects.</summary>
internal static class JsonRowsFile
{
    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    /// <summary>The rows of a text with one object a line. Empty lines are no rows.</summary>
    public static IEnumerable<ImportedRow> OfLines(ReadOnlyMemory<byte> text) =>
        CountsFile.Lines(text)
            .Where(line => !line.Bytes.Span.Trim(" \t\r"u8).IsEmpty)
            .Select(line => Row(line.Number, line.Bytes));

    /// <summary>The rows of a text that is one array.</summary>
    /// <exception cref="CommandException">It is no JSON.</exception>
    public static IEnumerable<ImportedRow> OfArray(string path, ReadOnlyMemory<byte> text)
    {
        var (rows, line, counted) = (new List<ImportedRow>(), 1L, 0);
        try
        {
            var reader = new Utf8JsonReader(text.Span);
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)reader.TokenStartIndex;
                line += text.Span[counted..start].Count((byte)'\n');
                counted = start;
                reader.Skip();
                rows.Add(Row(line, text[start..(int)reader.BytesConsumed]));
            }

            // What follows the end of the array is found too.
            reader.Read();
            return rows;
        }
        catch (JsonException exception)
        {
            throw new CommandException(ExitCode.Usage, $"{path} is not JSON: {exception.Message}", exception);
        }
    }

    private static ImportedRow Row(long line, ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
            return ImportedRow.Wrong(line, "is not UTF-8");
        try
        {
            using var document = JsonDocument.Parse(json, Reading);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(line, document.RootElement.Clone(), new Violations())
                : ImportedRow.Wrong(line, "is no JSON object");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter: a name with half a surrogate pair.
            return ImportedRow.Wrong(line, $"is not JSON: {exception.Message}");
        }
    }
}
