using Smoothing.Data.Decoding;
using Smoothing.Data.Preparing;
using static System.FormattableString;

namespace Smoothing.Data.Formats.Files;

/// <summary>Images in files of their own.</summary>
internal sealed class FileImages : IImageSet
{
    private readonly IReadOnlyList<ImageFile> _files;
    private readonly ImageShape[] _shapes;
    private readonly Preparation _preparation;

    private FileImages(
        string name, IReadOnlyList<ImageFile> files, IReadOnlyList<string> classes, ImageShape[] shapes,
        ImageShape shape, Preparation preparation)
    {
        (Name, _files, ClassNames) = (name, files, classes);
        (_shapes, Shape, _preparation) = (shapes, shape, preparation);
    }

    public string Name { get; }

    public ImageShape Shape { get; }

    public int Count => _files.Count;

    public bool HasLabels => _files[0].Label is not null;

    public IReadOnlyList<string> ClassNames { get; }

    public LabelledImage this[int index]
    {
        get
        {
            var label = LabelOf(index);
            var (file, shape) = (_files[index], _shapes[index]);
            var levels = _preparation.Apply(file.Path, shape, ImageDecoder.Decode(file.Path, shape));
            return new(index, label, Shape, shape.Channels == Shape.Channels ? levels : Coloured(levels.Span))
            {
                Source = file.Source,
            };
        }
    }

    /// <summary>Opens a folder, or one file.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="labelsPath">Labels by name; null for those of the class folders, if there are any.</param>
    /// <param name="preparation">What is done to every image.</param>
    /// <exception cref="ImageFileException">There are no images, one is damaged, or they have several sizes.
    /// </exception>
    public static FileImages Open(string path, string? labelsPath, Preparation preparation)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var name = Path.GetFileName(full);
        (IReadOnlyList<ImageFile> files, IReadOnlyList<string> classes) =
            Directory.Exists(path) ? ImageFolder.Find(path) : ([new(path, name, null)], []);
        if (labelsPath is not null)
            (files, classes) = (FileLabels.Apply(labelsPath, files), []);
        ImageShape[] shapes = [.. files.Select(file => ImageHeader.Read(file.Path))];
        ImageShape[] prepared = [.. shapes.Zip(files, (shape, file) => preparation.ShapeOf(file.Path, shape))];
        // A grey image among others is taken as torchvision takes all of a folder: the same level in every colour.
        var shape = prepared[0] with { Channels = prepared.Max(one => one.Channels) };
        var other = Array.FindIndex(prepared, one => one with { Channels = shape.Channels } != shape);
        if (other >= 0)
            throw new ImageFileException(
                files[other].Path, "size", Invariant($"{prepared[other].Height}x{prepared[other].Width}"),
                Invariant($"that of the first image, {files[0].Source}, is {shape.Height}x{shape.Width}, and all must ")
                + "have one; a resize and a crop bring them to one size");
        return new(name, files, classes, shapes, shape, preparation);
    }

    public int? LabelOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _files[index].Label;
    }

    /// <summary>Nothing to close: files are opened one at a time.</summary>
    public void Dispose()
    {
    }

    private byte[] Coloured(ReadOnlySpan<byte> grey)
    {
        var levels = new byte[Shape.Length];
        for (var channel = 0; channel < Shape.Channels; channel++)
            grey.CopyTo(levels.AsSpan(channel * grey.Length));
        return levels;
    }
}
