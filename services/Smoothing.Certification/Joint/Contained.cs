using System.Collections.Immutable;
using Smoothing.Certification.Radii;
using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>The largest balls inside a joint region: of lq the radius min_k ε_k d^(-max(0, 1/k - 1/q)).</summary>
internal static class Contained
{
    /// <summary>The balls of the usual norms and of those of the chain, by exponent, rounded down.</summary>
    public static ImmutableArray<NormLimit> Balls(ImmutableArray<NormLimit> limits, long dimension) =>
    [
        .. limits.Select(limit => limit.Norm).Concat(Norms.Usual).Distinct().Order()
            .Select(norm => new NormLimit(norm, Radius(limits, norm, dimension), 0)),
    ];

    private static double Radius(ImmutableArray<NormLimit> limits, double norm, long dimension) => limits.Min(
        limit => Directed.MultiplyDown(limit.Radius, NormRatio.LowerBound(dimension, limit.Norm, norm)));
}
