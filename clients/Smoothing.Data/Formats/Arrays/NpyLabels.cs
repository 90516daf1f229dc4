using Smoothing.Data.Bytes;
using static System.FormattableString;

namespace Smoothing.Data.Formats.Arrays;

/// <summary>Labels of an npy file, or of a member of an npz file.</summary>
internal static class NpyLabels
{
    /// <summary>Reads labels.</summary>
    /// <param name="bytes">A one-dimensional array of whole numbers, or one with a second axis of 1.</param>
    /// <param name="imagesPath">The images, for the message.</param>
    /// <param name="count">Number of images.</param>
    /// <returns>A label for each image, at least 0.</returns>
    /// <exception cref="ImageFileException">It is no such array, or has another number of labels.</exception>
    public static int[] Read(ByteSource bytes, string imagesPath, int count)
    {
        var header = NpyHeader.Read(bytes);
        if (!header.Type.IsWhole)
            throw new ImageFileException(
                bytes.Path, "dtype", header.Type.ToString(), "allowed are whole numbers of 8 to 64 bits for labels");
        if (header.Shape is not ([_] or [_, 1]))
            throw new ImageFileException(
                bytes.Path, "shape", header.ShapeText, "allowed is one axis for labels");
        if (header.Shape[0] != count)
            throw new ImageFileException(
                bytes.Path, "count", Invariant($"{header.Shape[0]} labels"),
                Invariant($"expected {count}, one for each image of {imagesPath}"));
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            var element = bytes.Read(header.Length + ((long)i * header.Type.Size), header.Type.Size).Span;
            var label = header.Type.WholeAt(element, 0);
            labels[i] = label is >= 0 and <= int.MaxValue ? (int)label : throw new ImageFileException(
                bytes.Path, Invariant($"label {i}"), Invariant($"{label}"),
                Invariant($"allowed are 0 to {int.MaxValue}"));
        }

        return labels;
    }
}
