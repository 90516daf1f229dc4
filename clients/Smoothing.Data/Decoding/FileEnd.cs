using System.Buffers.Binary;

namespace Smoothing.Data.Decoding;

/// <summary>Whether a PNG or JPEG file reaches its own end. Decoders show what there is of a progressive JPEG.
/// </summary>
internal static class FileEnd
{
    private const int ChunkFrame = 12, PngMagic = 8;
    private const byte EndOfImage = 0xD9, StartOfScan = 0xDA;

    /// <param name="bytes">The file, which starts as PNG or JPEG do.</param>
    public static bool IsReached(ReadOnlySpan<byte> bytes) => bytes[0] == 0xFF ? JpegEnds(bytes) : PngEnds(bytes);

    // Chunks of a length, a name of four letters, the data and a checksum.
    private static bool PngEnds(ReadOnlySpan<byte> bytes)
    {
        for (var rest = bytes[PngMagic..]; rest.Length >= ChunkFrame;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - ChunkFrame)
                return false;
            if (rest.Slice(4, 4).SequenceEqual("IEND"u8))
                return true;
            rest = rest[(ChunkFrame + (int)length)..];
        }

        return false;
    }

    private static bool JpegEnds(ReadOnlySpan<byte> bytes)
    {
        var inScan = false;
        for (var at = 2; at < bytes.Length - 1;)
        {
            if (bytes[at] != 0xFF || bytes[at + 1] == 0xFF)
            {
                at++;
                continue;
            }

            var marker = bytes[at + 1];
            if (marker == EndOfImage)
                return true;
            // In a scan, FF 00 is the byte FF, and D0 to D7 restart the coder.
            if (marker is 0x01 or >= 0xD0 and <= 0xD8 || (inScan && marker == 0))
            {
                at += 2;
                continue;
            }

            if (at + 4 > bytes.Length)
                return false;
            inScan = marker == StartOfScan;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return false;
    }
}
