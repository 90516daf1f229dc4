namespace Smoothing.Certification.Roundings;

/// <summary>What rounding leaves of a ball: the answer is the class for every x' in this open ball round x.</summary>
/// <param name="Norm">Exponent of the norm, in [1, 64]; positive infinity for the maximum norm.</param>
/// <param name="Radius">In units of the input, rounded down. Finite, above 0.</param>
/// <param name="Parent">Index of the ball round x̂ that it is left of.</param>
/// <param name="Loss">What rounding takes off, in the norm of that ball, rounded up. At least 0.</param>
/// <param name="ConvertedFrom">Norm of that ball where it is another; null where it is not.</param>
public sealed record RoundedBall(double Norm, double Radius, int Parent, double Loss, double? ConvertedFrom);
