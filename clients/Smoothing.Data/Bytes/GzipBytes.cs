using System.Buffers.Binary;
using System.IO.Compression;
using static System.FormattableString;

namespace Smoothing.Data.Bytes;

/// <summary>A gzip file.</summary>
internal sealed class GzipBytes(string path, FileStream file) : CompressedBytes(path)
{
    protected override (string Name, long Length) Compressed => ("gzip data", file.Length);

    public override void Dispose() => file.Dispose();

    protected override Stream OpenDecoder()
    {
        file.Position = 0;
        return new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
    }

    // GZipStream checks the CRC when it is there, but takes a cut trailer, and ignores what follows one.
    protected override void Check(ReadOnlySpan<byte> decoded)
    {
        var (length, found) = (decoded.Length, Guard(Path, ReadTrailer));
        if (found != length)
            throw new ImageFileException(
                Path, "gzip trailer", Invariant($"{found}"),
                Invariant($"expected {length}, the decompressed length, in the last bytes; the file is truncated, ")
                + "something follows the compressed data, or it has several members");
    }

    private uint ReadTrailer()
    {
        Span<byte> trailer = stackalloc byte[sizeof(uint)];
        file.Position = file.Length - trailer.Length;
        file.ReadExactly(trailer);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer);
    }
}
