using Smoothing.Certification.Radii;

namespace Smoothing.Certification.Certificates;

/// <summary>The smoothed classifier is constant on the open ball of this radius round the input.</summary>
/// <param name="Norm">Exponent of the norm, in [1, 64]; positive infinity for the maximum norm.</param>
/// <param name="Radius">In units of the input, rounded down. Finite, above 0.</param>
/// <param name="Method">Method that gave it.</param>
/// <param name="Tight">Whether no larger radius follows from the same bounds.</param>
/// <param name="BestForNorm">Whether it is the largest ball of its norm; the first of several that are.</param>
/// <param name="ConvertedFrom">Norm of the ball that it was converted from; null for one that was not.</param>
/// <param name="Witness">Numbers with which it is checked.</param>
public sealed record Ball(
    double Norm,
    double Radius,
    RadiusMethod Method,
    bool Tight,
    bool BestForNorm,
    double? ConvertedFrom,
    Witness Witness);
