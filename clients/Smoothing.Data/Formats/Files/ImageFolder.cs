namespace Smoothing.Data.Formats.Files;

/// <summary>Finds the images of a folder: of its class folders by torchvision's rule, or its own.</summary>
/// <remarks>
/// Classes are the folders in ordinal order of their names; their images are in ordinal order of folder, then name,
/// also those deeper down. Names that begin with a point are left out. A symbolic link to a folder is refused: left out
/// it would shift the labels, and followed it could lead round in a circle.
/// </remarks>
internal static class ImageFolder
{
    /// <summary>Finds images.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The images in their order, and the names of the classes; none for a flat folder.</returns>
    /// <exception cref="ImageFileException">There are none, a class has none, or the rule does not tell the classes.
    /// </exception>
    public static (IReadOnlyList<ImageFile> Files, IReadOnlyList<string> Classes) Find(string path)
    {
        try
        {
            var own = Images(path);
            var (classes, below) = (Folders(path), new List<string[]>());
            foreach (var folder in classes)
                below.Add([.. Walk(folder)]);
            if (own.Length > 0 && below.Exists(images => images.Length > 0))
                throw Wrong("images beside folders of images", "either images, or a folder for each class");
            if (own.Length > 0)
                return ([.. own.Select(file => File(path, file, null))], []);
            if (below.TrueForAll(images => images.Length == 0))
                throw Wrong("without images", "PNG or JPEG images, or a folder of them for each class");
            if (below.FindIndex(images => images.Length == 0) is >= 0 and var empty)
                throw new ImageFileException(classes[empty], "class folder", "without images", "expected at least one");
            return (
                [.. below.SelectMany((images, label) => images.Select(file => File(path, file, label)))],
                [.. classes.Select(folder => Path.GetFileName(folder))]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(
                path, "path", $"unreadable ({fault.Message})", "expected a readable folder", fault);
        }

        ImageFileException Wrong(string found, string expected) => new(path, "folder", found, $"expected {expected}");
    }

    private static ImageFile File(string root, string path, int? label) =>
        new(path, Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'), label);

    private static IEnumerable<string> Walk(string folder)
    {
        var folders = new List<string> { folder };
        for (var next = 0; next < folders.Count; next++)
            folders.AddRange(Folders(folders[next]));
        return folders.Order(StringComparer.Ordinal).SelectMany(Images);
    }

    private static string[] Images(string folder) =>
        [.. Visible(Directory.GetFiles(folder)).Where(ImageFile.IsImage)];

    private static string[] Folders(string folder)
    {
        string[] folders = [.. Visible(Directory.GetDirectories(folder))];
        var link = Array.Find(folders, below => new DirectoryInfo(below).LinkTarget is not null);
        return link is null ? folders : throw new ImageFileException(
            link, "folder", "a symbolic link", "links to folders are not followed; move the folder here");
    }

    private static IEnumerable<string> Visible(string[] paths) =>
        paths.Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal);
}
