namespace Smoothing.Certification.Roundings;

/// <summary>How far an input was from the grid point that was sampled, at most.</summary>
/// <param name="Norm">Exponent of the norm, in [1, 64]; positive infinity for the maximum norm.</param>
/// <param name="Distance">At least ‖x - x̂‖ in that norm, in units of the input. Finite, at least 0.</param>
public readonly record struct RoundingDistance(double Norm, double Distance);
