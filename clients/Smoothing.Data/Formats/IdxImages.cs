using Smoothing.Data.Bytes;
using static System.FormattableString;

namespace Smoothing.Data.Formats;

/// <summary>8-bit grey images of an idx file, with the labels of another.</summary>
internal sealed class IdxImages : IImageSet
{
    private readonly ByteSource _bytes;
    private readonly IdxHeader _header;
    private readonly ReadOnlyMemory<byte>? _labels;

    private IdxImages(ByteSource bytes, IdxHeader header, ReadOnlyMemory<byte>? labels) =>
        (_bytes, _header, _labels) = (bytes, header, labels);

    public string Name => Path.GetFileName(_bytes.Path);

    public ImageShape Shape => new(1, _header.Height, _header.Width);

    public int Count => _header.Count;

    public bool HasLabels => _labels is not null;

    public LabelledImage this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var length = Shape.Length;
            var levels = _bytes.Read(_header.Length + ((long)index * length), length);
            return new LabelledImage(index, _labels?.Span[index], Shape, levels);
        }
    }

    /// <summary>Checks and opens a file; takes ownership of the bytes when it returns.</summary>
    public static IdxImages Open(ByteSource bytes, string? labelsPath)
    {
        var header = IdxHeader.ReadImages(bytes);
        header.RequireLength(bytes);
        return new IdxImages(bytes, header, ReadLabels(labelsPath, bytes.Path, header.Count));
    }

    /// <summary>Whether the file is a valid idx file of images by its header and length.</summary>
    public static bool HasDeclaredLength(ByteSource bytes)
    {
        try
        {
            return IdxHeader.ReadImages(bytes).FileLength == bytes.KnownLength;
        }
        catch (ImageFileException)
        {
            return false;
        }
    }

    public void Dispose() => _bytes.Dispose();

    private static ReadOnlyMemory<byte>? ReadLabels(string? path, string imagesPath, int count)
    {
        if (path is null)
            return null;
        using var bytes = ByteSource.Open(path);
        var header = IdxHeader.ReadLabels(bytes);
        header.RequireLength(bytes);
        if (header.Count != count)
            throw new ImageFileException(
                path, "count", Invariant($"{header.Count} labels"),
                Invariant($"expected {count}, one for each image of {imagesPath}"));
        return bytes.Read(header.Length, count);
    }
}
