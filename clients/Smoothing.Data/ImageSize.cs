namespace Smoothing.Data;

/// <summary>Extents of an image, without its channels.</summary>
/// <param name="Height">Rows. At least 1.</param>
/// <param name="Width">Columns. At least 1.</param>
public readonly record struct ImageSize(int Height, int Width)
{
    /// <summary>The extents in words.</summary>
    /// <returns>Such as <c>28x28</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Height}x{Width}");
}
