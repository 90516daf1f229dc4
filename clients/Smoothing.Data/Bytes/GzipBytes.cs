using System.Buffers.Binary;
using System.IO.Compression;
using static System.FormattableString;

namespace Smoothing.Data.Bytes;

/// <summary>A gzip file. It is decoded twice: once to count its bytes, at most one more than expected, and once into
/// an array of just that length. So neither a header nor a bomb can ask for memory that the file does not fill.
/// </summary>
internal sealed class GzipBytes(string path, FileStream file) : ByteSource(path)
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
        Guard(Path, () => RequireTrailer(expected));
        var decoded = new byte[expected];
        Decode(stream =>
        {
            stream.ReadExactly(decoded);
            return 0;
        });
        _decoded = decoded;
        file.Dispose();
    }

    public override ReadOnlyMemory<byte> Read(long offset, int count) => _decoded.AsMemory((int)offset, count);

    public override void Dispose() => file.Dispose();

    private static long Count(Stream stream, long limit)
    {
        var buffer = new byte[64 * 1024];
        long total = 0;
        while (total < limit && stream.Read(buffer, 0, (int)long.Min(buffer.Length, limit - total)) is > 0 and var read)
            total += read;
        return total;
    }

    // GZipStream checks the CRC when it is there, but takes a cut trailer, and ignores what follows one.
    private bool RequireTrailer(long length)
    {
        Span<byte> trailer = stackalloc byte[sizeof(uint)];
        file.Position = file.Length - trailer.Length;
        file.ReadExactly(trailer);
        var found = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        if (found != length)
            throw new ImageFileException(
                Path, "gzip trailer", Invariant($"{found}"),
                Invariant($"expected {length}, the decompressed length, in the last bytes; the file is truncated, ")
                + "something follows the compressed data, or it has several members");
        return true;
    }

    private T Decode<T>(Func<Stream, T> action) => Guard(Path, () =>
    {
        try
        {
            file.Position = 0;
            using var stream = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
            return action(stream);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw new ImageFileException(
                Path, "gzip data", $"damaged or truncated ({fault.Message})",
                Invariant($"expected complete gzip data, found {file.Length} bytes"), fault);
        }
    });
}
