using static System.FormattableString;

namespace Smoothing.Data.Bytes;

/// <summary>Compressed bytes. They are decoded twice: once to count them, at most one more than expected, and once into
/// an array of just that length. So neither a header nor a bomb can ask for memory that the file does not fill.
/// </summary>
internal abstract class CompressedBytes(string path) : ByteSource(path)
{
    private byte[] _decoded = [];

    public override long? KnownLength => null;

    public override ReadOnlyMemory<byte> Start(int count)
    {
        var bytes = new byte[count];
        var filled = Decode(stream => stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false));
        return bytes.AsMemory(0, filled);
    }

    public override void RequireLength(long expected, string reason)
    {
        if (expected > Array.MaxLength)
            throw new ImageFileException(
                Path, "declared length", Invariant($"{expected} bytes"),
                Invariant($"at most {Array.MaxLength} bytes can be decompressed to memory; decompress the file first"));
        var counted = Decode(stream => Count(stream, expected + 1));
        if (counted > expected)
            throw WrongLength(Invariant($"more than {expected} bytes when decompressed"), expected, reason);
        if (counted < expected)
            throw WrongLength(Invariant($"{counted} bytes when decompressed"), expected, reason);
        var decoded = new byte[expected];
        Decode(stream =>
        {
            stream.ReadExactly(decoded);
            return 0;
        });
        Check(decoded);
        _decoded = decoded;
        Dispose();
    }

    public override ReadOnlyMemory<byte> Read(long offset, int count) => _decoded.AsMemory((int)offset, count);

    /// <summary>A decoder that begins at the first byte.</summary>
    protected abstract Stream OpenDecoder();

    /// <summary>What the bytes are called when they are damaged, such as <c>gzip data</c>, and how many there are.
    /// </summary>
    protected abstract (string Name, long Length) Compressed { get; }

    /// <summary>Checks what the decoder does not.</summary>
    protected abstract void Check(ReadOnlySpan<byte> decoded);

    private static long Count(Stream stream, long limit)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (total < limit && stream.Read(buffer, 0, (int)long.Min(buffer.Length, limit - total)) is > 0 and var read)
            total += read;
        return total;
    }

    private T Decode<T>(Func<Stream, T> action) => Guard(Path, () =>
    {
        try
        {
            using var stream = OpenDecoder();
            return action(stream);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            var (name, length) = Compressed;
            throw new ImageFileException(
                Path, name, $"damaged or truncated ({fault.Message})",
                Invariant($"expected complete {name}, found {length} bytes"), fault);
        }
    });
}
