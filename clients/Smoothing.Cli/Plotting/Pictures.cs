namespace Smoothing.Cli.Plotting;

/// <summary>Writes figures to files.</summary>
internal static class Pictures
{
    /// <summary>Writes a figure in the format that the name of the file ends in.</summary>
    /// <param name="path">The file, which ends in .svg or .png.</param>
    /// <param name="figure">The figure.</param>
    public static void Write(string path, Figure figure)
    {
        if (path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            File.WriteAllText(path, figure.ToSvg());
        else
            File.WriteAllBytes(path, figure.ToPng());
    }
}
