using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Recommendations;

/// <summary>A noise law and the best ball that it gives.</summary>
/// <param name="Law">The law, of at most the standard deviation that was asked for.</param>
/// <param name="Radius">Radius in the target norm, in units of the input, rounded down. 0 for none.</param>
/// <param name="Method">Method that gave it.</param>
/// <param name="Tight">Whether no larger radius follows from the same probability.</param>
/// <param name="ConvertedFrom">Norm of the ball that it was converted from; null for one that was not.</param>
public sealed record Candidate(
    NoiseLaw Law, double Radius, RadiusMethod Method, bool Tight, double? ConvertedFrom)
{
    /// <summary>The radius over that of another candidate, rounded down.</summary>
    /// <param name="other">One with a radius at least as large.</param>
    /// <returns>In [0, 1]; 0 where the other has no radius.</returns>
    public double ShareOf(Candidate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Radius > 0 ? Directed.DivideDown(Radius, other.Radius) : 0;
    }
}
