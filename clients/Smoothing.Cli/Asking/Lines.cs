using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace Smoothing.Cli.Asking;

/// <summary>Lines of a stream, one after the other, each up to a length: memory does not grow with their number.
/// </summary>
internal static class Lines
{
    /// <summary>Bytes of the longest question.</summary>
    public const int Most = 16 << 20;

    private const byte LineFeed = (byte)'\n';

    /// <summary>Reads the lines.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="most">Bytes of the longest line.</param>
    /// <param name="whenWaiting">Called before it waits for bytes, so that nobody waits for an answer meanwhile.
    /// </param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>
    /// Each line without its end, the first without a byte order mark; null for one that is too long.
    /// </returns>
    public static async IAsyncEnumerable<byte[]?> ReadAsync(
        Stream stream, long most, Action whenWaiting, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream, new(bufferSize: 1 << 16, leaveOpen: true));
        var (tooLong, first) = (false, true);
        while (true)
        {
            whenWaiting();
            var result = await reader.ReadAsync(cancellation);
            var rest = result.Buffer;
            while (rest.PositionOf(LineFeed) is { } end)
            {
                var line = rest.Slice(0, end);
                yield return tooLong || line.Length > most ? null : BytesOf(line, first);
                (tooLong, first) = (false, false);
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (rest.Length > most)
            {
                tooLong = true;
                rest = rest.Slice(rest.End);
            }

            if (result.IsCompleted)
            {
                if (tooLong || rest.Length > 0)
                    yield return tooLong ? null : BytesOf(rest, first);
                break;
            }

            reader.AdvanceTo(rest.Start, result.Buffer.End);
        }

        await reader.CompleteAsync();
    }

    private static byte[] BytesOf(ReadOnlySequence<byte> line, bool isFirst)
    {
        var bytes = line.ToArray();
        return isFirst && bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)
            ? bytes[Encoding.UTF8.Preamble.Length..]
            : bytes;
    }
}
