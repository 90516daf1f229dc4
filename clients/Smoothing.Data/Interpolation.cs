namespace Smoothing.Data;

/// <summary>How levels between those of an image are found; both reduce without aliasing, as Pillow does.</summary>
public enum Interpolation
{
    /// <summary>A triangle over the nearest levels.</summary>
    Bilinear,

    /// <summary>Keys' cubic convolution with a = -0.5 (Keys, 1981).</summary>
    Bicubic,
}
