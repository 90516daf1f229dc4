using System.Globalization;
using Smoothing.Data.Bytes;
using Smoothing.Data.Formats.Arrays;
using static System.FormattableString;

namespace Smoothing.Data.Formats;

/// <summary>A file of labels in the order of the images: npy, idx, or text with a whole number a line.</summary>
internal static class LabelFile
{
    /// <summary>Reads labels.</summary>
    /// <param name="path">The file; it is text when its name ends in .txt or .csv.</param>
    /// <param name="imagesPath">The images, for the message.</param>
    /// <param name="count">Number of images.</param>
    /// <returns>A label for each image, at least 0.</returns>
    /// <exception cref="ImageFileException">It is no such file, or has another number of labels.</exception>
    public static int[] Read(string path, string imagesPath, int count)
    {
        using var bytes = ByteSource.Open(path);
        if (NpyHeader.StartsLike(bytes))
            return NpyLabels.Read(bytes, imagesPath, count);
        return TextFile.IsNamedText(path) ? ReadText(path, imagesPath, count) : ReadIdx(bytes, imagesPath, count);
    }

    private static int[] ReadIdx(ByteSource bytes, string imagesPath, int count)
    {
        var header = IdxHeader.ReadLabels(bytes);
        header.RequireLength(bytes);
        RequireCount(bytes.Path, header.Count, imagesPath, count);
        return [.. bytes.Read(header.Length, count).Span.ToArray().Select(label => (int)label)];
    }

    private static int[] ReadText(string path, string imagesPath, int count)
    {
        var lines = TextFile.Lines(path);
        var labels = lines.Select(line => LabelOf(path, line.Number, line.Text)).ToArray();
        RequireCount(path, labels.Length, imagesPath, count);
        return labels;
    }

    /// <summary>Reads a label of a line.</summary>
    /// <exception cref="ImageFileException">It is no whole number, or negative.</exception>
    public static int LabelOf(string path, int line, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var label)
            ? label
            : throw new ImageFileException(
                path, Invariant($"label of line {line}"), $"\"{text}\"",
                Invariant($"allowed are whole numbers, 0 to {int.MaxValue}"));

    private static void RequireCount(string path, int found, string imagesPath, int count)
    {
        if (found != count)
            throw new ImageFileException(
                path, "count", Invariant($"{found} labels"),
                Invariant($"expected {count}, one for each image of {imagesPath}"));
    }
}
