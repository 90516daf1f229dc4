using System.Text;
using static System.FormattableString;

namespace Smoothing.Data.Formats;

/// <summary>A text file of short lines.</summary>
internal static class TextFile
{
    private const long MostBytes = 1 << 28;

    /// <summary>Whether a name is that of a text file.</summary>
    public static bool IsNamedText(string path) =>
        path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Lines that are not empty, without spaces at their ends, with their numbers from 1.</summary>
    /// <exception cref="ImageFileException">It cannot be read, is no UTF-8, or is too large.</exception>
    public static IReadOnlyList<(int Number, string Text)> Lines(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MostBytes)
                throw new ImageFileException(
                    path, "length", Invariant($"{length} bytes"), Invariant($"allowed are {MostBytes} bytes of text"));
            var lines = File.ReadAllLines(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return [.. lines.Select((line, i) => (i + 1, line.Trim())).Where(line => line.Item2.Length > 0)];
        }
        catch (DecoderFallbackException fault)
        {
            throw new ImageFileException(path, "text", "not UTF-8", "expected a text file", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(
                path, "path", $"unreadable ({fault.Message})", "expected a readable file", fault);
        }
    }
}
