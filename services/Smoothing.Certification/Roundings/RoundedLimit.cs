namespace Smoothing.Certification.Roundings;

/// <summary>What rounding leaves of a limit of a joint region.</summary>
/// <param name="Norm">Exponent of the norm.</param>
/// <param name="Radius">In units of the input, rounded down. Finite, above 0.</param>
/// <param name="Loss">What rounding takes off in that norm, rounded up. At least 0.</param>
public readonly record struct RoundedLimit(double Norm, double Radius, double Loss);
