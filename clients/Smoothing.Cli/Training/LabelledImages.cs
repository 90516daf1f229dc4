using System.Collections.Immutable;
using Smoothing.Cli.Certifying;
using Smoothing.Data;
using Smoothing.Sampling.Training;

namespace Smoothing.Cli.Training;

/// <summary>Images of a file as examples to train with.</summary>
internal sealed class LabelledImages : ITrainingExamples, IDisposable
{
    private readonly IImageSet _images;
    private readonly int[] _labels;

    private LabelledImages(IImageSet images, int[] labels) => (_images, _labels) = (images, labels);

    /// <summary>Name of the file.</summary>
    public string Name => _images.Name;

    /// <summary>Shape of every image.</summary>
    public ImageShape Shape => _images.Shape;

    /// <inheritdoc/>
    public int Count => _labels.Length;

    /// <summary>Opens images, which must have labels.</summary>
    /// <param name="option">Option that names the labels.</param>
    /// <param name="path">File of images.</param>
    /// <param name="options">How they are read.</param>
    /// <exception cref="CommandException">They cannot be read, or have no labels.</exception>
    public static LabelledImages Open(string option, string path, ImageSetOptions options)
    {
        var images = Images.Open(path, options);
        try
        {
            if (!images.HasLabels)
                throw new CommandException(ExitCode.Usage, $"{images.Name} has no labels; name them with {option}");
            return new(images, [.. Enumerable.Range(0, images.Count).Select(index => images.LabelOf(index) ?? 0)]);
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    /// <summary>What hinders a skeleton from being trained with these.</summary>
    /// <param name="classes">Classes that the skeleton answers.</param>
    public IEnumerable<string> Faults(int classes)
    {
        var wrong = Array.FindIndex(_labels, label => label < 0 || label >= classes);
        if (wrong >= 0)
        {
            yield return $"{Name}: image {wrong} has label {_labels[wrong]}; the skeleton has the classes 0 to "
                + $"{classes - 1}";
        }
    }

    /// <summary>Names of the classes, where the data name as many as there are.</summary>
    public ImmutableArray<string> NamesOf(int classes) =>
        _images.ClassNames.Count == classes ? [.. _images.ClassNames] : [];

    /// <inheritdoc/>
    public int LabelOf(int index) => _labels[index];

    /// <inheritdoc/>
    public void Read(int index, Span<byte> levels) => _images[index].Levels.Span.CopyTo(levels);

    /// <inheritdoc/>
    public void Dispose() => _images.Dispose();
}
