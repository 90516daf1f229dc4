namespace Smoothing.Data.Formats.Files;

/// <summary>One image file of a set.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Source">Its path relative to the folder of the set, with slashes.</param>
/// <param name="Label">Its class; null when unknown.</param>
internal sealed record ImageFile(string Path, string Source, int? Label)
{
    private static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    // Leaving these out without a word would make another data set.
    private static readonly string[] OtherEndings =
        [".bmp", ".gif", ".webp", ".tif", ".tiff", ".ppm", ".pgm", ".avif", ".heic", ".jp2"];

    /// <summary>Whether a name is that of an image that is read.</summary>
    /// <exception cref="ImageFileException">It is that of an image of another format.</exception>
    public static bool IsImage(string path)
    {
        var ending = System.IO.Path.GetExtension(path);
        if (OtherEndings.Contains(ending, StringComparer.OrdinalIgnoreCase))
            throw new ImageFileException(path, "format", ending, "allowed in a folder of images are PNG and JPEG");
        return Endings.Contains(ending, StringComparer.OrdinalIgnoreCase);
    }
}
