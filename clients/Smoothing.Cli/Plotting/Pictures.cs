namespace Smoothing.Cli.Plotting;

/// <summary>Writes figures to files.</summary>
internal static class Pictures
{
    /// <summary>Whether a file is of a format that can be written.</summary>
    public static bool IsPicture(string path) =>
        path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a figure in the format that the name of the file ends in.</summary>
    /// <param name="path">The file, which ends in .svg or .png.</param>
    /// <param name="figure">The figure.</param>
    public static void Write(string path, Chart figure)
    {
        if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            File.WriteAllText(path, figure.ToSvg());
        else
            File.WriteAllBytes(path, figure.ToPng());
    }
}
