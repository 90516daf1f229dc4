namespace Smoothing.Data.Formats;

/// <summary>Where the labels of a file of images lie by convention.</summary>
internal static class LabelNames
{
    private const string Compressed = ".gz";

    /// <summary>Looks for the labels beside the images.</summary>
    /// <param name="imagesPath">File of images, such as <c>t10k-images-idx3-ubyte.gz</c>.</param>
    /// <returns>The existing file, such as <c>t10k-labels-idx1-ubyte.gz</c> or the same name without <c>.gz</c>;
    /// compressed as the images are when there are both; or <c>y_test.npy</c> for <c>x_test.npy</c>. Null when there is
    /// none.</returns>
    public static string? Beside(string imagesPath)
    {
        var name = Path.GetFileName(imagesPath);
        if (PartnerOf(name) is not { } partner)
            return null;
        var labels = Path.Join(Path.GetDirectoryName(imagesPath), partner);
        var other = labels.EndsWith(Compressed, StringComparison.Ordinal)
            ? labels[..^Compressed.Length]
            : labels + Compressed;
        return File.Exists(labels) ? labels : File.Exists(other) ? other : null;
    }

    private static string? PartnerOf(string name)
    {
        var at = name.LastIndexOf("images", StringComparison.Ordinal);
        if (at >= 0)
        {
            return string.Concat(name.AsSpan(0, at), name[at..].Replace("images", "labels", StringComparison.Ordinal)
                .Replace("idx3", "idx1", StringComparison.Ordinal));
        }

        var isArray = name.EndsWith(".npy", StringComparison.Ordinal) && name is ['x', '_' or '.', ..];
        return isArray ? $"y{name[1..]}" : null;
    }
}
