namespace Smoothing.Data;

/// <summary>Images of one shape, reached by index. Reading is safe from several threads; disposing closes the file.
/// </summary>
public interface IImageSet : IDisposable
{
    /// <summary>Name of the file or folder, without the folder that it is in.</summary>
    string Name { get; }

    /// <summary>Shape of every image.</summary>
    ImageShape Shape { get; }

    /// <summary>Number of images. At least 1.</summary>
    int Count { get; }

    /// <summary>Whether every image has a label; otherwise none has.</summary>
    bool HasLabels { get; }

    /// <summary>Whether every image has <see cref="LabelledImage.Numbers"/> and no levels; else none has.</summary>
    bool HoldsNumbers => false;

    /// <summary>Names of the classes, by label; empty where the data name none.</summary>
    IReadOnlyList<string> ClassNames => [];

    /// <summary>Reads one image.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    /// <returns>The image. Its levels are not to be written to: they may be shared.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the set.</exception>
    /// <exception cref="ImageFileException">The file was shortened, cannot be read any more, or holds something that is
    /// no image of 8-bit levels.</exception>
    LabelledImage this[int index] { get; }

    /// <summary>The label of one image, which need not be read for it.</summary>
    /// <param name="index">In [0, <see cref="Count"/>).</param>
    /// <returns>The class, from 0; null when it is not known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the set.</exception>
    int? LabelOf(int index);
}
