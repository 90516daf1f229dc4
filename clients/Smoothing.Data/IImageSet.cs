namespace Smoothing.Data;

/// <summary>Images of one shape, reached by index. Reading is safe from several threads; disposing closes the file.
/// </summary>
public interface IImageSet : IDisposable
{
    /// <summary>Name of the file, without its folder.</summary>
    string Name { get; }

    /// <summary>Shape of every image.</summary>
    ImageShape Shape { get; }

    /// <summary>Number of images. At least 1.</summary>
    int Count { get; }

    /// <summary>Whether every image has a label; otherwise none has.</summary>
    bool HasLabels { get; }

    /// <summary>Reads one image.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    /// <returns>The image. Its levels are not to be written to: they may be shared.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the set.</exception>
    /// <exception cref="ImageFileException">The file was shortened, or cannot be read any more.</exception>
    LabelledImage this[int index] { get; }
}
