namespace Smoothing.Data;

/// <summary>A size that images are brought to, by the rules of torchvision's <c>Resize</c> on Pillow images.</summary>
public sealed record Resizing
{
    /// <summary>Largest extent that may be asked for.</summary>
    public const int MaximumExtent = 1 << 14;

    private readonly int _shorter;
    private readonly ImageSize _size;

    private Resizing(int shorter, ImageSize size, Interpolation interpolation) =>
        (_shorter, _size, Interpolation) = (shorter, size, interpolation);

    /// <summary>How levels are interpolated.</summary>
    public Interpolation Interpolation { get; init; }

    /// <summary>Brings the shorter side to a length, and the longer one to the same proportion, rounded down.</summary>
    /// <param name="length">In [1, <see cref="MaximumExtent"/>].</param>
    /// <param name="interpolation">How levels are interpolated.</param>
    public static Resizing Shorter(int length, Interpolation interpolation = Interpolation.Bilinear)
    {
        RequireExtent(length);
        return new(length, default, interpolation);
    }

    /// <summary>Brings both sides to given lengths, whatever the proportion.</summary>
    /// <param name="size">Extents in [1, <see cref="MaximumExtent"/>].</param>
    /// <param name="interpolation">How levels are interpolated.</param>
    public static Resizing To(ImageSize size, Interpolation interpolation = Interpolation.Bilinear)
    {
        RequireExtent(size.Height);
        RequireExtent(size.Width);
        return new(0, size, interpolation);
    }

    /// <summary>The size of an image after resizing. An extent may pass every limit for a very long image.</summary>
    internal (long Height, long Width) SizeOf(ImageSize image) =>
        _shorter == 0 ? (_size.Height, _size.Width)
        : image.Height <= image.Width ? (_shorter, (long)_shorter * image.Width / image.Height)
        : ((long)_shorter * image.Height / image.Width, _shorter);

    private static void RequireExtent(int extent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(extent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(extent, MaximumExtent);
    }
}
