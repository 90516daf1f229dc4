namespace Smoothing.Certification.Radii;

/// <summary>The witness of a radius from a divergence.</summary>
/// <param name="Divergence">At most the divergence that any change of the class needs. At least 0.</param>
public sealed record DivergenceWitness(double Divergence) : Witness;
