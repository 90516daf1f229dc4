using Smoothing.Certification.Intervals;
using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Whether bounds leave room for a divergence at all.</summary>
internal static class Gap
{
    /// <summary>Whether 1 - q1 is above p2, exactly: rounding may have moved it to p2 or below. False where q1 is 0,
    /// which no interval gives.</summary>
    public static bool IsOpen(ProbabilityBounds bounds) =>
        bounds.TopComplementUpper > 0 && Directed.AddDown(bounds.TopComplementUpper, bounds.OtherUpper) < 1;
}
