using Smoothing.Data;

namespace Smoothing.Cli.Training;

/// <summary>A skeleton: one that is shipped, by its name, or a file.</summary>
/// <param name="Given">As it was given.</param>
internal sealed record SkeletonFile(string Given)
{
    /// <summary>The shipped ones with the images that they are made for.</summary>
    public static readonly SortedDictionary<string, ImageShape> Shipped = new(StringComparer.Ordinal)
    {
        ["cnn_28x28"] = new(1, 28, 28),
        ["resnet20_32x32"] = new(3, 32, 32),
    };

    /// <summary>Path of the file.</summary>
    public string Path => Shipped.ContainsKey(Given)
        ? System.IO.Path.Combine(AppContext.BaseDirectory, "Skeletons", Given + ".pt")
        : System.IO.Path.GetFullPath(Given);

    /// <summary>Images that it is made for, where that is known.</summary>
    public ImageShape? Shape => Shipped.TryGetValue(Given, out var shape) ? shape : null;
}
