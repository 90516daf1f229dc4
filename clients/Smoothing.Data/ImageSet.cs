using System.Buffers.Binary;
using Smoothing.Data.Bytes;
using Smoothing.Data.Decoding;
using Smoothing.Data.Formats;
using Smoothing.Data.Formats.Arrays;
using Smoothing.Data.Formats.Files;
using Smoothing.Data.Preparing;

namespace Smoothing.Data;

/// <summary>Opens files and folders of images. The format is told from the content.</summary>
/// <remarks>
/// <para>idx (LeCun, Cortes and Burges, "The MNIST database"): 8-bit images, plain or gzip. Plain files are read image
/// by image; compressed ones are decoded to memory once, after their length was found to be what they declare.</para>
/// <para>CIFAR-10 binary (Krizhevsky, 2009): records of 1 label and 3 x 32 x 32 levels, not compressed.</para>
/// <para>npy and npz (NumPy): arrays [N, H, W], [N, C, H, W] or [N, H, W, C] of uint8, or of float32 or float64 on the
/// grid k / 255.</para>
/// <para>Folders of PNG and JPEG files, flat or with a folder for each class, and single files.</para>
/// <para>The name decides only where the content fits both: a plain file that starts like idx, has not the length that
/// its header declares, and splits into CIFAR-10 records, is CIFAR-10 when its name ends in <c>.bin</c>.</para>
/// </remarks>
public static class ImageSet
{
    /// <summary>Opens images as they are, with their labels.</summary>
    /// <param name="path">File or folder of images.</param>
    /// <param name="labelsPath">As <see cref="ImageSetOptions.Labels"/>.</param>
    /// <returns>The set; the caller disposes it.</returns>
    /// <exception cref="ImageFileException">As for the other overload.</exception>
    public static IImageSet Open(string path, string? labelsPath = null) =>
        Open(path, new ImageSetOptions { Labels = labelsPath });

    /// <summary>Opens images, and their labels.</summary>
    /// <param name="path">File or folder of images.</param>
    /// <param name="options">How they are read. Labels of idx and npy files are an npy file, an idx file or text with a
    /// whole number a line; where none is named, it is looked for beside the images under the name with <c>labels</c>
    /// for <c>images</c> (and <c>idx1</c> for <c>idx3</c>), or <c>y</c> for <c>x</c>. Labels of folders are text with a
    /// file and a label a line. CIFAR-10 carries its own.</param>
    /// <returns>The set; the caller disposes it.</returns>
    /// <exception cref="ImageFileException">A file is missing, unreadable, of another format, truncated, too long, or
    /// the labels are not those of the images.</exception>
    public static IImageSet Open(string path, ImageSetOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        var preparation = new Preparation(options.Resize, options.Crop);
        if (Directory.Exists(path))
            return FileImages.Open(path, options.Labels, preparation);
        var bytes = ByteSource.Open(path);
        IImageSet set;
        try
        {
            if (ImageHeader.StartsLike(bytes.Start(ImageHeader.MagicLength).Span))
            {
                bytes.Dispose();
                return FileImages.Open(path, options.Labels, preparation);
            }

            set = OpenArray(path, bytes, options);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }

        return Prepared(set, preparation);
    }

    private static IImageSet OpenArray(string path, ByteSource bytes, ImageSetOptions options)
    {
        if (NpzImages.StartsLike(bytes))
        {
            bytes.Dispose();
            return NpzImages.Open(path, options);
        }

        if (NpyHeader.StartsLike(bytes))
        {
            var labels = options.Labels ?? LabelNames.Beside(path);
            return NpyImages.Open(
                bytes, options, count => labels is null ? null : LabelFile.Read(labels, path, count));
        }

        return IsCifar(bytes)
            ? CifarImages.Open(bytes, options.Labels)
            : IdxImages.Open(bytes, options.Labels ?? LabelNames.Beside(path));
    }

    private static IImageSet Prepared(IImageSet set, Preparation preparation)
    {
        if (preparation.IsNone)
            return set;
        try
        {
            if (set.HoldsNumbers)
            {
                throw new ImageFileException(
                    set.Name, "type of the elements", "real numbers",
                    "only 8-bit images are resized and cropped: bring the array to the model's size, or save it as "
                        + "uint8");
            }

            return new PreparedImages(set, preparation);
        }
        catch
        {
            set.Dispose();
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
