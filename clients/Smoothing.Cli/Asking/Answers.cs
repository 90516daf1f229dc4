using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Smoothing.Cli.Asking.Json;
using Smoothing.Hosting;

namespace Smoothing.Cli.Asking;

/// <summary>Answers questions in JSON.</summary>
internal sealed class Answers(Question question)
{
    // Numbers come out as the shortest decimals that read back as the same binary64.
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonDocumentOptions Reading = new() { AllowDuplicateProperties = false };

    /// <summary>Answers one question.</summary>
    /// <param name="json">The question in UTF-8.</param>
    /// <param name="violations">Takes what is wrong with it.</param>
    /// <returns>The answer, an object in UTF-8 on one line; null where something is wrong.</returns>
    public byte[]? Of(ReadOnlyMemory<byte> json, Violations violations)
    {
        if (json.Span.Trim(" \t\r"u8).IsEmpty)
        {
            violations.Add("", "the line is empty; it must be a JSON object");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Reading);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return Of(document.RootElement, violations);
            violations.Add("", $"is {JsonFields.Text(document.RootElement)}; it must be a JSON object");
        }
        catch (JsonException exception)
        {
            violations.Add("", $"is not JSON: {Words(exception)}");
        }
        catch (ArgumentException exception)
        {
            // Numbers within their ranges whose radius is beyond those of the arithmetic: the other lines go on.
            violations.Add("", $"has no answer: {exception.Message.ReplaceLineEndings(" ")}");
        }
        catch (InvalidOperationException exception)
        {
            // A text with half a surrogate pair.
            violations.Add("", $"is not JSON: {exception.Message}");
        }

        return null;
    }

    /// <summary>Answers a line.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="line">The line; null for one that is too long.</param>
    /// <param name="output">Takes one line.</param>
    /// <returns>Whether it was answered, and not refused.</returns>
    public bool Write(long number, byte[]? line, IBufferWriter<byte> output)
    {
        var violations = new Violations();
        if (line is null)
            violations.Add("", $"the line is longer than {Lines.Most} bytes");
        var answer = line is null ? null : Of(line, violations);
        output.Write(answer ?? Object(json => WriteError(json, number, violations)));
        output.Write("\n"u8);
        return answer is not null;
    }

    private byte[]? Of(JsonElement json, Violations violations)
    {
        var fields = new JsonFields(json, violations);
        var answer = question.Answer(fields);
        fields.End();
        return violations.IsEmpty ? Object(answer!) : null;
    }

    // The parser counts lines of its own, from 0, and has advice for programmers.
    private static string Words(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var words = (end < 0 ? exception.Message : exception.Message[..end])
            .Replace(" Change the reader options.", "", StringComparison.Ordinal);
        return FormattableString.Invariant($"{words} (after byte {exception.BytePositionInLine ?? 0})");
    }

    private static void WriteError(Utf8JsonWriter json, long line, Violations violations)
    {
        json.WriteStartObject("error");
        json.WriteNumber("line", line);
        json.WriteStartArray("violations");
        foreach (var (field, description) in violations.Items)
        {
            json.WriteStartObject();
            json.WriteString("field", field);
            json.WriteString("description", description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static byte[] Object(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
