using System.Buffers.Binary;
using static System.FormattableString;

namespace Smoothing.Data.Decoding;

/// <summary>What the start of a PNG or JPEG file says.</summary>
internal static class ImageHeader
{
    /// <summary>Bytes that tell the format.</summary>
    public const int MagicLength = 8;

    private const int MostExtent = 65_535;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads the shape of an image. Palettes have three channels; an alpha channel is not counted.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFileException">It is neither PNG nor JPEG, or one of a kind that is not read.</exception>
    public static ImageShape Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(path, file);
        }
        catch (EndOfStreamException fault)
        {
            throw new ImageFileException(path, "header", "cut off", "expected a whole PNG or JPEG file", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(
                path, "path", $"unreadable ({fault.Message})", "expected a readable file", fault);
        }
    }

    /// <summary>Whether a file starts as PNG or JPEG do.</summary>
    public static bool StartsLike(ReadOnlySpan<byte> start) => start.StartsWith(Png) || start is [0xFF, 0xD8, 0xFF, ..];

    private static ImageShape Read(string path, FileStream file)
    {
        Span<byte> start = stackalloc byte[26];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!StartsLike(start[..length]))
            throw new ImageFileException(
                path, "format", length == 0 ? "no bytes" : Convert.ToHexStringLower(start[..Math.Min(length, 8)]),
                "allowed are PNG and JPEG, whose first bytes are 89504e47 and ffd8ff");
        if (start[0] == 0xFF)
            return ReadJpeg(path, file);
        if (length < start.Length)
            throw new EndOfStreamException();
        if (start[24] == 16)
            throw new ImageFileException(
                path, "bit depth", "16", "8 bits at most are read; the choice how to reduce it to 8 bits is yours");
        var channels = start[25] is 0 or 4 ? 1 : 3;
        return Checked(
            path, channels, BinaryPrimitives.ReadUInt32BigEndian(start[20..]),
            BinaryPrimitives.ReadUInt32BigEndian(start[16..]), int.MaxValue);
    }

    // Segments up to the one that tells the frame: a marker, and for most a length that includes itself.
    private static ImageShape ReadJpeg(string path, FileStream file)
    {
        Span<byte> frame = stackalloc byte[6];
        file.Position = 2;
        while (true)
        {
            var marker = NextMarker(path, file);
            if (marker is 0x01 or >= 0xD0 and <= 0xD8)
                continue;
            file.ReadExactly(frame[..2]);
            var length = BinaryPrimitives.ReadUInt16BigEndian(frame);
            // Start of a frame, whatever its coding; C4, C8 and CC are tables.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                break;
            if (length < 2 || marker is 0xD9 or 0xDA)
                throw new ImageFileException(path, "JPEG data", "damaged", "expected a frame before its data");
            file.Position += length - 2;
        }

        file.ReadExactly(frame);
        if (frame[0] != 8)
            throw new ImageFileException(path, "bit depth", Invariant($"{frame[0]}"), "allowed is 8");
        if (frame[5] is not (1 or 3))
            throw new ImageFileException(
                path, "number of components", Invariant($"{frame[5]}"),
                "allowed are 1 (grey) and 3 (colour); convert CMYK to RGB");
        return Checked(
            path, frame[5], BinaryPrimitives.ReadUInt16BigEndian(frame[1..]),
            BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), MostExtent);
    }

    private static int NextMarker(string path, FileStream file)
    {
        if (file.ReadByte() != 0xFF)
            throw new ImageFileException(path, "JPEG data", "damaged or cut off", "expected a marker");
        int marker;
        do
        {
            marker = file.ReadByte();
        }
        while (marker == 0xFF);
        return marker < 0 ? throw new EndOfStreamException() : marker;
    }

    private static ImageShape Checked(string path, int channels, uint height, uint width, int mostExtent)
    {
        if (height < 1 || width < 1 || height > mostExtent || width > mostExtent
            || (double)channels * height * width > ImageShape.MaximumLength)
            throw new ImageFileException(
                path, "size", Invariant($"{channels}x{height}x{width}"),
                Invariant($"allowed are 1 to {ImageShape.MaximumLength} levels"));
        return new(channels, (int)height, (int)width);
    }
}
