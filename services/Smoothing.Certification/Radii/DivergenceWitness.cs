namespace Smoothing.Certification.Radii;

/// <summary>The witness of a radius from a divergence.</summary>
/// <param name="Divergence">At most the divergence that any change of the class needs. At least 0.</param>
/// <param name="Order">Order, for the Rényi divergence; 0 for the others.</param>
public sealed record DivergenceWitness(double Divergence, double Order = 0) : Witness;
