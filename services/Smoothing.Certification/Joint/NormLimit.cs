namespace Smoothing.Certification.Joint;

/// <summary>An open limit of one norm of a perturbation.</summary>
/// <param name="Norm">Exponent of the norm, in [1, 64]; positive infinity for the maximum norm.</param>
/// <param name="Radius">In units of the input, rounded down. Finite, above 0.</param>
/// <param name="Weight">Weight in the weighted objective; 0 where there is none.</param>
public sealed record NormLimit(double Norm, double Radius, double Weight);
