namespace Smoothing.Data;

/// <summary>How images are read.</summary>
public sealed record ImageSetOptions
{
    /// <summary>File of labels; null where the images carry theirs, have them beside them, or have none.</summary>
    public string? Labels { get; init; }

    /// <summary>Order of the axes of a four-dimensional array; null to tell it from the extents.</summary>
    public ArrayLayout? Layout { get; init; }

    /// <summary>The size that images are brought to first; null to leave them as they are.</summary>
    public Resizing? Resize { get; init; }

    /// <summary>The part in the middle that is taken then; null to take all.</summary>
    public ImageSize? Crop { get; init; }

    /// <summary>Whether float arrays are read as the numbers that they hold, for a caller that rounds them to a grid;
    /// otherwise they must be levels of 8-bit images.</summary>
    public bool RealNumbers { get; init; }
}
