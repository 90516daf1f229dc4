using System.Text;
using Smoothing.Draws.Identity;

namespace Smoothing.Cli.Importing;

/// <summary>A file of counts that another tool made: a table with a header, or JSON.</summary>
/// <param name="Digest">Of its bytes.</param>
/// <param name="Rows">Its rows, in order.</param>
internal sealed record CountsFile(Digest Digest, IEnumerable<ImportedRow> Rows)
{
    /// <summary>What a file must have, for the errors.</summary>
    public const string Needed =
        "needed are, for each input, an id; counts (how often each class was answered) or k and n (answers for the "
            + "class, and draws); and selection_counts (of other draws) or top (the class, from other draws)";

    private const long Most = 1L << 30;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CommandException">It cannot be read, or is no file of counts at all.</exception>
    public static CountsFile Read(string path)
    {
        var bytes = Bytes(path);
        var text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        var first = text.AsSpan().TrimStart(" \t\r\n"u8);
        if (first.IsEmpty)
            throw new CommandException(ExitCode.Usage, $"{path} has no rows");
        var rows = first[0] switch
        {
            (byte)'[' => JsonRowsFile.OfArray(path, text),
            (byte)'{' => JsonRowsFile.OfLines(text),
            _ => CountsTable.Read(path, text),
        };
        return new(Digest.Of(bytes), rows);
    }

    /// <summary>The lines of a text without their ends, those that are empty too.</summary>
    public static IEnumerable<(long Number, ReadOnlyMemory<byte> Bytes)> Lines(ReadOnlyMemory<byte> text)
    {
        for (var number = 1L; !text.IsEmpty; number++)
        {
            var end = text.Span.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            yield return (number, line);
            text = end < 0 ? default : text[(end + 1)..];
        }
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > Most }
                ? throw new CommandException(ExitCode.Usage, $"{path} is longer than {Most} bytes: split it")
                : File.ReadAllBytes(path);
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(ExitCode.Usage, $"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
