namespace Smoothing.Cli.Training;

/// <summary>A skeleton: one that is shipped, by its name, or a file.</summary>
/// <param name="Given">As it was given.</param>
internal sealed record SkeletonFile(string Given)
{
    /// <summary>Names of the shipped ones.</summary>
    public static readonly string[] Shipped = ["cnn_28x28", "resnet20_32x32"];

    /// <summary>Path of the file.</summary>
    public string Path => Shipped.Contains(Given, StringComparer.Ordinal)
        ? System.IO.Path.Combine(AppContext.BaseDirectory, "Skeletons", Given + ".pt")
        : System.IO.Path.GetFullPath(Given);
}
