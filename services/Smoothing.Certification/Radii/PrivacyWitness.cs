namespace Smoothing.Certification.Radii;

/// <summary>The witness of a radius from differential privacy.</summary>
/// <param name="Beta">The privacy loss. In (0, 1] for Gaussian noise; at most ½ ln(p1/p2) for Laplace noise.</param>
public sealed record PrivacyWitness(double Beta) : Witness;
