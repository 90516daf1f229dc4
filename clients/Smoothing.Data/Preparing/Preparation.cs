using static System.FormattableString;

namespace Smoothing.Data.Preparing;

/// <summary>What is done to every image: a resize, then a crop in the middle.</summary>
/// <param name="Resize">The resize; null for none.</param>
/// <param name="Crop">The crop; null for none.</param>
internal sealed record Preparation(Resizing? Resize, ImageSize? Crop)
{
    /// <summary>Whether there is nothing to do.</summary>
    public bool IsNone => Resize is null && Crop is null;

    /// <summary>The size of an image afterwards.</summary>
    /// <param name="file">The image's file, for the message.</param>
    /// <param name="image">Shape of the image.</param>
    /// <exception cref="ImageFileException">It would be too large, or is smaller than the crop.</exception>
    public ImageShape ShapeOf(string file, ImageShape image)
    {
        var resized = Resized(file, image);
        if (Crop is not { } crop)
            return resized;
        return crop.Height <= resized.Height && crop.Width <= resized.Width
            ? new(image.Channels, crop.Height, crop.Width)
            : throw new ImageFileException(
                file, Resize is null ? "size" : "size after the resize",
                Invariant($"{resized.Height}x{resized.Width}"), $"the crop needs at least {crop}");
    }

    /// <summary>Prepares an image.</summary>
    /// <param name="file">The image's file, for the message.</param>
    /// <param name="image">Its shape.</param>
    /// <param name="levels">Its levels, [channel, row, column].</param>
    /// <returns>The levels of the prepared image, in the same order.</returns>
    /// <exception cref="ImageFileException">As for <see cref="ShapeOf"/>.</exception>
    public ReadOnlyMemory<byte> Apply(string file, ImageShape image, ReadOnlyMemory<byte> levels)
    {
        var shape = ShapeOf(file, image);
        if (IsNone)
            return levels;
        var resized = Resized(file, image);
        if (resized != image)
            levels = Resample(levels.Span, image, resized, Resize!.Interpolation);
        return shape == resized ? levels : Cut(levels.Span, resized, shape);
    }

    private ImageShape Resized(string file, ImageShape image)
    {
        if (Resize is null)
            return image;
        var (height, width) = Resize.SizeOf(new(image.Height, image.Width));
        // Between the two passes there are the old rows and the new columns.
        return Math.Max(height, image.Height) * width * image.Channels <= ImageShape.MaximumLength
            ? new(image.Channels, (int)height, (int)width)
            : throw new ImageFileException(
                file, "size after the resize", Invariant($"{image.Channels}x{height}x{width}"),
                Invariant($"allowed are {ImageShape.MaximumLength} levels"));
    }

    // Columns first, then rows, with levels of 8 bits between: Pillow's order.
    private static byte[] Resample(
        ReadOnlySpan<byte> levels, ImageShape from, ImageShape to, Interpolation interpolation)
    {
        var lines = from.Channels * from.Height;
        var wide = levels;
        if (to.Width != from.Width)
        {
            var weights = ResamplingWeights.Of(from.Width, to.Width, interpolation);
            var target = new byte[checked(lines * to.Width)];
            for (var line = 0; line < lines; line++)
                weights.Apply(levels, line * from.Width, 1, target, line * to.Width, 1);
            wide = target;
        }

        if (to.Height == from.Height)
            return wide.ToArray();
        var result = new byte[to.Length];
        var rows = ResamplingWeights.Of(from.Height, to.Height, interpolation);
        for (var channel = 0; channel < from.Channels; channel++)
        {
            for (var column = 0; column < to.Width; column++)
            {
                rows.Apply(
                    wide, (channel * from.Height * to.Width) + column, to.Width,
                    result, (channel * to.Height * to.Width) + column, to.Width);
            }
        }

        return result;
    }

    // torchvision's CenterCrop: halves are rounded to even, as Python does.
    private static byte[] Cut(ReadOnlySpan<byte> levels, ImageShape from, ImageShape to)
    {
        var top = (int)Math.Round((from.Height - to.Height) / 2.0, MidpointRounding.ToEven);
        var left = (int)Math.Round((from.Width - to.Width) / 2.0, MidpointRounding.ToEven);
        var result = new byte[to.Length];
        for (var channel = 0; channel < to.Channels; channel++)
        {
            for (var row = 0; row < to.Height; row++)
            {
                levels.Slice((((channel * from.Height) + top + row) * from.Width) + left, to.Width)
                    .CopyTo(result.AsSpan(((channel * to.Height) + row) * to.Width));
            }
        }

        return result;
    }
}
