using System.IO.Compression;
using Smoothing.Data.Bytes;

namespace Smoothing.Data.Formats.Arrays;

/// <summary>Images and labels of an npz file: a zip file of npy files, found by their usual names.</summary>
internal static class NpzImages
{
    private const string Ending = ".npy";

    // Names of one line belong together.
    private static readonly (string Images, string Labels)[] Names =
    [
        ("images", "labels"), ("x", "y"), ("x_test", "y_test"), ("test_images", "test_labels"), ("data", "targets"),
        ("arr_0", "arr_1"),
    ];

    /// <summary>Whether bytes start as a zip file does.</summary>
    public static bool StartsLike(ByteSource bytes) => bytes.Start(4).Span is [0x50, 0x4B, 3 or 5, 4 or 6];

    /// <summary>Reads a file; nothing of it stays open.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; labels that it names go before those in the file.</param>
    /// <exception cref="ImageFileException">It is damaged, or the arrays are not found or are not images.</exception>
    public static IImageSet Open(string path, ImageSetOptions options)
    {
        using var archive = OpenArchive(path);
        ZipArchiveEntry[] members =
            [.. archive.Entries.Where(entry => entry.Name.EndsWith(Ending, StringComparison.Ordinal))];
        var images = One(path, "images", members, Names.Select(name => name.Images))
            ?? throw new ImageFileException(
                path, "arrays", Listed(members), $"images are expected as {Listed(Names.Select(name => name.Images))}");
        return NpyImages.Open(Bytes(path, images), options, count => options.Labels is not null
            ? LabelFile.Read(options.Labels, path, count)
            : LabelsOf(path, images, members) is { } labels ? NpyLabels.Read(Bytes(path, labels), path, count) : null);
    }

    // Numbers say nothing by themselves: the second array holds labels where the first one holds images.
    private static ZipArchiveEntry? LabelsOf(string path, ZipArchiveEntry images, ZipArchiveEntry[] members)
    {
        var partner = Names.First(name => name.Images == NameOf(images)).Labels;
        return members.FirstOrDefault(member => NameOf(member) == partner)
            ?? One(path, "labels", members, Names.SkipLast(1).Select(name => name.Labels));
    }

    private static ZipArchiveEntry? One(
        string path, string what, ZipArchiveEntry[] members, IEnumerable<string> names)
    {
        ZipArchiveEntry[] found = [.. members.Where(member => names.Contains(NameOf(member), StringComparer.Ordinal))];
        return found.Length <= 1 ? found.FirstOrDefault() : throw new ImageFileException(
            path, "arrays", Listed(members), $"several may be the {what}: {Listed(found)}; save one of them only");
    }

    private static ZipArchive OpenArchive(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (InvalidDataException fault)
        {
            throw new ImageFileException(
                path, "zip file", $"damaged or truncated ({fault.Message})", "expected a complete npz file", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException(
                path, "path", $"unreadable ({fault.Message})", "expected a readable file", fault);
        }
    }

    private static ZipBytes Bytes(string path, ZipArchiveEntry member) => new($"{path}[{NameOf(member)}]", member);

    private static string NameOf(ZipArchiveEntry member) => member.FullName[..^Ending.Length];

    private static string Listed(ZipArchiveEntry[] members) =>
        members.Length == 0 ? "none" : Listed(members.Select(NameOf));

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
