using static System.FormattableString;

namespace Smoothing.Data.Formats.Arrays;

/// <summary>Which axis of an array of images is which.</summary>
/// <param name="Count">Number of images. In [1, <see cref="Array.MaxLength"/>].</param>
/// <param name="Shape">Shape of an image.</param>
/// <param name="ChannelsLast">Whether the array has the channels in its last axis.</param>
internal readonly record struct ArrayAxes(int Count, ImageShape Shape, bool ChannelsLast)
{
    /// <summary>Tells the axes.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="header">The array.</param>
    /// <param name="layout">The order of four axes; null to tell it from the axis of 1, 3 or 4.</param>
    /// <exception cref="ImageFileException">They are not those of images, or cannot be told.</exception>
    public static ArrayAxes Of(string path, NpyHeader header, ArrayLayout? layout)
    {
        if (header.Shape is not ([_, _, _] or [_, _, _, _]))
            throw Wrong("[N, H, W], [N, C, H, W] and [N, H, W, C]; reshape the array");
        var last = header.Shape is [_, var first, _, var final] && ChannelsLastOf(first, final);
        long[] shape = header.Shape switch
        {
            [_, var rows, var columns] => [1, rows, columns],
            [_, var rows, var columns, var channels] when last => [channels, rows, columns],
            _ => [.. header.Shape.Skip(1)],
        };
        if (header.Shape[0] > Array.MaxLength)
            throw Wrong(Invariant($"at most {Array.MaxLength} images"));
        if (shape.Any(extent => extent > ImageShape.MaximumLength)
            || (double)shape[0] * shape[1] * shape[2] > ImageShape.MaximumLength)
            throw Wrong(Invariant($"images of at most {ImageShape.MaximumLength} elements"));
        return new((int)header.Shape[0], new((int)shape[0], (int)shape[1], (int)shape[2]), last);

        bool ChannelsLastOf(long first, long final)
        {
            var (isFirst, isLast) = (first is 1 or 3 or 4, final is 1 or 3 or 4);
            if (layout is not null || isFirst != isLast)
                return layout is null ? isLast : layout == ArrayLayout.Nhwc;
            throw Wrong(
                $"[N, C, H, W] and [N, H, W, C] with 1, 3 or 4 channels, and {(isFirst ? "both" : "neither")} would "
                + "fit: tell the order with the layout, nchw or nhwc");
        }

        ImageFileException Wrong(string allowed) => new(path, "shape", header.ShapeText, $"allowed are {allowed}");
    }
}
