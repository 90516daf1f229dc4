using static System.FormattableString;

namespace Smoothing.Data.Formats.Files;

/// <summary>Labels of image files by name: a file and a label a line, with a comma, tab or spaces between.</summary>
internal static class FileLabels
{
    private static readonly char[] Separators = [',', '\t', ' '];

    /// <summary>Gives every image its label.</summary>
    /// <param name="path">The file of labels. A first line that ends in the word label, class or target is a heading.
    /// </param>
    /// <param name="files">The images.</param>
    /// <exception cref="ImageFileException">A line is wrong, names no image or one that was named before, or an image
    /// has no line.</exception>
    public static IReadOnlyList<ImageFile> Apply(string path, IReadOnlyList<ImageFile> files)
    {
        if (!File.Exists(path))
            throw new ImageFileException(path, "path", "missing", "expected a file that exists");
        var names = files.Select(file => file.Source).ToHashSet(StringComparer.Ordinal);
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, text) in TextFile.Lines(path))
        {
            var end = text.LastIndexOfAny(Separators);
            var (name, label) = (text[..Math.Max(end, 0)].TrimEnd(Separators).Trim('"'), text[(end + 1)..].Trim('"'));
            if (number == 1 && IsHeading(label))
                continue;
            if (end < 0)
                throw Wrong(number, $"\"{text}\"", "a file and a label, such as cat.png,3");
            if (!names.Contains(name))
                throw Wrong(number, name, "the name of an image of the folder, relative to it");
            if (!labels.TryAdd(name, LabelFile.LabelOf(path, number, label)))
                throw Wrong(number, name, "one line for each image");
        }

        var without = files.Where(file => !labels.ContainsKey(file.Source)).ToList();
        if (without.Count > 0)
            throw new ImageFileException(
                path, Invariant($"number of images without a label"), Invariant($"{without.Count}"),
                $"expected a line for each image; the first without one is {without[0].Source}");
        return [.. files.Select(file => file with { Label = labels[file.Source] })];

        ImageFileException Wrong(int line, string value, string expected) =>
            new(path, Invariant($"line {line}"), value, $"expected {expected}");
    }

    private static bool IsHeading(string label) =>
        new[] { "label", "class", "target" }.Contains(label, StringComparer.OrdinalIgnoreCase);
}
