using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Balls of one norm inside balls of another.</summary>
/// <remarks>See THEOREMS.md, "Conversion between norms".</remarks>
internal static class NormConversion
{
    /// <summary>Radius of the largest ball of one norm inside a ball of another, rounded down.</summary>
    /// <param name="radius">Radius of the ball, above 0.</param>
    /// <param name="from">Its norm.</param>
    /// <param name="to">The norm that is wanted, another.</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <returns>The radius for a smaller exponent; radius · dimension^(1/to - 1/from) for a larger one.</returns>
    public static double Radius(double radius, double from, double to, long dimension) => to < from
        ? radius
        : Directed.MultiplyDown(radius, NormRatio.LowerBound(dimension, from, to));

    /// <summary>Whether a tight ball stays tight: Gaussian noise treats all directions alike, other laws do not.
    /// </summary>
    public static bool KeepsTight(double from) => from == 2;
}
