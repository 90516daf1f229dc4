using System.Buffers.Binary;
using Smoothing.Data.Bytes;
using static System.FormattableString;

namespace Smoothing.Data.Formats;

/// <summary>The start of an idx file: a magic number and the extents, big-endian, 32 bits each.</summary>
/// <param name="Count">Number of items. In [1, <see cref="Array.MaxLength"/>].</param>
/// <param name="Height">Rows of an item, 1 for labels. With <paramref name="Width"/>, a product in [1, 2^28].</param>
/// <param name="Width">Columns of an item, 1 for labels.</param>
/// <param name="Length">Bytes of the header.</param>
internal readonly record struct IdxHeader(int Count, int Height, int Width, int Length)
{
    private const uint LabelsMagic = 0x00000801;
    private const uint ImagesMagic = 0x00000803;

    /// <summary>Bytes that a file with this header has. Below 2^60.</summary>
    public long FileLength => Length + ((long)Count * Height * Width);

    /// <summary>Reads the header of a file of images, and checks every field but the length.</summary>
    public static IdxHeader ReadImages(ByteSource bytes)
    {
        RequireMagic(bytes, ImagesMagic);
        var extents = ReadExtents(bytes, 3);
        var count = RequireRange(bytes, "count", extents[0], Array.MaxLength);
        var height = RequireRange(bytes, "rows", extents[1], ImageShape.MaximumLength);
        var width = RequireRange(bytes, "columns", extents[2], ImageShape.MaximumLength / height);
        return new IdxHeader(count, height, width, 16);
    }

    /// <summary>Reads the header of a file of labels, and checks every field but the length.</summary>
    public static IdxHeader ReadLabels(ByteSource bytes)
    {
        RequireMagic(bytes, LabelsMagic);
        var extents = ReadExtents(bytes, 1);
        return new IdxHeader(RequireRange(bytes, "count", extents[0], Array.MaxLength), 1, 1, 8);
    }

    /// <summary>Checks that the file is as long as its header says.</summary>
    public void RequireLength(ByteSource bytes) => bytes.RequireLength(
        FileLength,
        Length == 8
            ? Invariant($"a header of {Length} and {Count} labels")
            : Invariant($"a header of {Length} and {Count} images of {Height} x {Width}"));

    private static void RequireMagic(ByteSource bytes, uint magic)
    {
        var start = bytes.Start(sizeof(uint)).Span;
        if (start.Length == sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(start) == magic)
            return;
        var value = start.Length < sizeof(uint)
            ? Invariant($"cut off after {start.Length} bytes")
            : Invariant($"0x{BinaryPrimitives.ReadUInt32BigEndian(start):X8}");
        throw new ImageFileException(bytes.Path, "magic", value, magic == ImagesMagic
            ? "allowed are 0x00000803 (8-bit images, idx), plain or gzip, CIFAR-10 records of 3073 bytes, npy, npz, "
                + "PNG and JPEG"
            : "allowed is 0x00000801 (8-bit labels, idx), plain or gzip");
    }

    private static uint[] ReadExtents(ByteSource bytes, int dimensions)
    {
        var length = sizeof(uint) * (1 + dimensions);
        var start = bytes.Start(length).Span;
        if (start.Length < length)
            throw new ImageFileException(
                bytes.Path, "header", Invariant($"{start.Length} bytes"), Invariant($"expected {length} bytes"));
        var extents = new uint[dimensions];
        for (var i = 0; i < dimensions; i++)
            extents[i] = BinaryPrimitives.ReadUInt32BigEndian(start[(sizeof(uint) * (i + 1))..]);
        return extents;
    }

    private static int RequireRange(ByteSource bytes, string field, uint value, int maximum) =>
        value >= 1 && value <= maximum ? (int)value : throw new ImageFileException(
            bytes.Path, field, Invariant($"{value}"), Invariant($"allowed are 1 to {maximum}"));
}
