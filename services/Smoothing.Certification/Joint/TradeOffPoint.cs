using System.Collections.Immutable;

namespace Smoothing.Certification.Joint;

/// <summary>A point of the trade-off between two norms.</summary>
/// <param name="First">Limit of the one norm, in units of the input, rounded down.</param>
/// <param name="Second">Limit of the other.</param>
/// <param name="Limits">All limits of the region, which hold at once.</param>
/// <param name="Constraint">Σ c_k (ε_k/σ)^k, rounded up. At most <paramref name="Threshold"/>.</param>
/// <param name="Threshold">The divergence that a change of the class needs, rounded down.</param>
public sealed record TradeOffPoint(
    double First, double Second, ImmutableArray<NormLimit> Limits, double Constraint, double Threshold);
