using System.Buffers.Binary;
using Smoothing.Data.Bytes;
using Smoothing.Data.Formats;

namespace Smoothing.Data;

/// <summary>Opens files of images. The format is told from the content.</summary>
/// <remarks>
/// <para>idx (LeCun, Cortes and Burges, "The MNIST database"): 8-bit images, plain or gzip. Plain files are read image
/// by image; compressed ones are decoded to memory once, after their length was found to be what they declare.</para>
/// <para>CIFAR-10 binary (Krizhevsky, 2009): records of 1 label and 3 x 32 x 32 levels, not compressed.</para>
/// <para>The name decides only where the content fits both: a plain file that starts like idx, has not the length that
/// its header declares, and splits into CIFAR-10 records, is CIFAR-10 when its name ends in <c>.bin</c>.</para>
/// </remarks>
public static class ImageSet
{
    /// <summary>Opens a file of images, and its labels.</summary>
    /// <param name="path">File of images.</param>
    /// <param name="labelsPath">idx file of labels; null to look beside an idx file of images for the name with
    /// <c>labels</c> for <c>images</c> and <c>idx1</c> for <c>idx3</c>, plain or with <c>.gz</c>. Images without such a
    /// file have no labels. Not allowed for CIFAR-10, which carries its labels.</param>
    /// <returns>The set; the caller disposes it.</returns>
    /// <exception cref="ImageFileException">A file is missing, unreadable, of another format, truncated, too long, or
    /// the labels are not those of the images.</exception>
    public static IImageSet Open(string path, string? labelsPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = ByteSource.Open(path);
        try
        {
            return IsCifar(bytes)
                ? CifarImages.Open(bytes, labelsPath)
                : IdxImages.Open(bytes, labelsPath ?? LabelNames.Beside(path));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static bool IsCifar(ByteSource bytes)
    {
        if (bytes.KnownLength is not { } length)
            return false;
        var namedCifar = bytes.Path.EndsWith(".bin", StringComparison.OrdinalIgnoreCase);
        if (!StartsLikeIdx(bytes))
            return namedCifar || length % CifarImages.RecordLength == 0;
        return namedCifar && CifarImages.SplitsIntoRecords(bytes, length) && !IdxImages.HasDeclaredLength(bytes);
    }

    private static bool StartsLikeIdx(ByteSource bytes)
    {
        var start = bytes.Start(sizeof(uint)).Span;
        // Two zero bytes, the type of the elements, the number of dimensions.
        return start.Length == sizeof(uint) && BinaryPrimitives.ReadUInt16BigEndian(start) == 0
            && start[2] is 0x08 or 0x09 or >= 0x0B and <= 0x0E && start[3] is >= 1 and <= 4;
    }
}
