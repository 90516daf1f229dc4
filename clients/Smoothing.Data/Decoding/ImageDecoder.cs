using System.Runtime.InteropServices;
using SkiaSharp;
using static System.FormattableString;

namespace Smoothing.Data.Decoding;

/// <summary>Decodes PNG and JPEG files to their own levels, as Pillow does.</summary>
/// <remarks>
/// Colour profiles and gamma are not applied, and neither is the orientation that EXIF tells. An alpha channel has to
/// be opaque and is left out: there is no background that an image could be laid on without a choice.
/// </remarks>
internal static class ImageDecoder
{
    private const int Samples = 4, Opaque = 255;
    private const long MostBytes = 1 << 28;

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">Its shape, as its header was read before.</param>
    /// <returns>Levels [channel, row, column].</returns>
    /// <exception cref="ImageFileException">It does not decode, has changed, or is not opaque.</exception>
    public static byte[] Decode(string path, ImageShape shape)
    {
        if (ImageHeader.Read(path) != shape)
            throw new ImageFileException(
                path, "size", "another than when it was opened", $"it was {shape}: the file was changed");
        var bytes = ReadAll(path);
        if (!FileEnd.IsReached(bytes))
            throw new ImageFileException(path, "image data", "truncated", "expected a whole PNG or JPEG file");
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data)
            ?? throw new ImageFileException(path, "image data", "damaged", "expected a whole PNG or JPEG file");
        // Without a colour space nothing is converted.
        var info = new SKImageInfo(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var pixels = new byte[info.BytesSize64];
        var result = Decode(codec, info, pixels);
        if (result != SKCodecResult.Success)
            throw new ImageFileException(
                path, "image data", result == SKCodecResult.IncompleteInput ? "truncated" : $"damaged ({result})",
                "expected a whole PNG or JPEG file");
        return Planes(path, pixels, shape);
    }

    private static SKCodecResult Decode(SKCodec codec, SKImageInfo info, byte[] pixels)
    {
        var pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            return codec.GetPixels(info, pinned.AddrOfPinnedObject());
        }
        finally
        {
            pinned.Free();
        }
    }

    // A grey image has its level in every colour.
    private static byte[] Planes(string path, ReadOnlySpan<byte> pixels, ImageShape shape)
    {
        var (levels, area) = (new byte[shape.Length], shape.Height * shape.Width);
        for (var i = 0; i < area; i++)
        {
            var pixel = pixels.Slice(Samples * i, Samples);
            if (pixel[3] != Opaque)
                throw new ImageFileException(
                    path, Invariant($"alpha at row {i / shape.Width}, column {i % shape.Width}"),
                    Invariant($"{pixel[3]}"),
                    "allowed is 255, opaque; lay the image on a background first");
            for (var channel = 0; channel < shape.Channels; channel++)
                levels[(channel * area) + i] = pixel[channel];
        }

        return levels;
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= MostBytes ? File.ReadAllBytes(path) : throw new ImageFileException(
                path, "length", Invariant($"{length} bytes"), Invariant($"allowed are {MostBytes} bytes"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(
                path, "path", $"unreadable ({fault.Message})", "expected a readable file", fault);
        }
    }
}
