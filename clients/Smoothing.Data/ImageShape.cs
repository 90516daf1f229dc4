namespace Smoothing.Data;

/// <summary>Extents of an image, in the order in which its levels are laid out: [channel, row, column].</summary>
/// <param name="Channels">At least 1.</param>
/// <param name="Height">Rows. At least 1.</param>
/// <param name="Width">Columns. At least 1.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Largest number of coordinates of one image, 2^28: the most that the wire contract allows.</summary>
    public const int MaximumLength = 1 << 28;

    /// <summary>Number of coordinates. In [1, <see cref="MaximumLength"/>] for every image set.</summary>
    public int Length => checked(Channels * Height * Width);

    /// <summary>The extents in words.</summary>
    /// <returns>Such as <c>1x28x28</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Channels}x{Height}x{Width}");
}
