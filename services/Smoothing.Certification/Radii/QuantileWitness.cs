namespace Smoothing.Certification.Radii;

/// <summary>The witness of a Neyman-Pearson radius: quantiles of the unit law.</summary>
/// <param name="Top">At most the quantile of p1.</param>
/// <param name="Other">At least the quantile of p2.</param>
public sealed record QuantileWitness(double Top, double Other) : Witness;
