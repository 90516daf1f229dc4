using System.Runtime.CompilerServices;
using System.Text.Json;
using Smoothing.Cli.Asking;

namespace Smoothing.Cli.Verifying;

/// <summary>Reads the certificates of a file: certificates.jsonl of a run, or one certificate, on one line or many.
/// </summary>
internal static class CertificateFile
{
    // 2^20 classes in 64 ranges are less.
    private const long Most = 1L << 30;

    /// <summary>The certificates, one after the other.</summary>
    /// <exception cref="CommandException">The file cannot be read, or has none.</exception>
    public static async IAsyncEnumerable<CertificateEntry> ReadAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = Open(path);
        if (await IsOneOnManyLinesAsync(stream, cancellation))
        {
            if (stream.Length > Most)
                throw new CommandException(ExitCode.Usage, $"{path} is longer than {Most} bytes");
            var whole = new byte[stream.Length];
            await stream.ReadExactlyAsync(whole, cancellation);
            yield return CertificateEntry.Of(1, whole);
            yield break;
        }

        var (line, found) = (0L, false);
        await foreach (var bytes in Lines.ReadAsync(stream, Most, () => { }, cancellation))
        {
            line++;
            if (bytes is not null && bytes.AsSpan().Trim(" \t\r"u8).IsEmpty)
                continue;
            found = true;
            yield return CertificateEntry.Of(line, bytes);
        }

        if (!found)
            throw new CommandException(ExitCode.Usage, $"{path} has no certificates");
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(ExitCode.Usage, $"{path} cannot be read: {exception.Message}", exception);
        }
    }

    // A first line that is no whole object belongs to an object that goes on, or to a line that is broken.
    private static async Task<bool> IsOneOnManyLinesAsync(FileStream stream, CancellationToken cancellation)
    {
        var (lines, isObject) = (0, false);
        await foreach (var bytes in Lines.ReadAsync(stream, Most, () => { }, cancellation))
        {
            if (bytes is null || ++lines > 1)
                break;
            isObject = IsJson(bytes);
        }

        stream.Position = 0;
        return lines > 1 && !isObject && await IsJsonAsync(stream, cancellation);
    }

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task<bool> IsJsonAsync(FileStream stream, CancellationToken cancellation)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(stream, default, cancellation);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            stream.Position = 0;
        }
    }
}
