using Smoothing.Data.Bytes;

namespace Smoothing.Data.Formats;

/// <summary>8-bit grey images of an idx file, with the labels of another.</summary>
internal sealed class IdxImages : IImageSet
{
    private readonly ByteSource _bytes;
    private readonly IdxHeader _header;
    private readonly int[]? _labels;

    private IdxImages(ByteSource bytes, IdxHeader header, int[]? labels) =>
        (_bytes, _header, _labels) = (bytes, header, labels);

    public string Name => Path.GetFileName(_bytes.Path);

    public ImageShape Shape => new(1, _header.Height, _header.Width);

    public int Count => _header.Count;

    public bool HasLabels => _labels is not null;

    public LabelledImage this[int index]
    {
        get
        {
            var label = LabelOf(index);
            var length = Shape.Length;
            var levels = _bytes.Read(_header.Length + ((long)index * length), length);
            return new LabelledImage(index, label, Shape, levels);
        }
    }

    public int? LabelOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _labels?[index];
    }

    /// <summary>Checks and opens a file; takes ownership of the bytes when it returns.</summary>
    public static IdxImages Open(ByteSource bytes, string? labelsPath)
    {
        var header = IdxHeader.ReadImages(bytes);
        header.RequireLength(bytes);
        return new IdxImages(
            bytes, header, labelsPath is null ? null : LabelFile.Read(labelsPath, bytes.Path, header.Count));
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
}
