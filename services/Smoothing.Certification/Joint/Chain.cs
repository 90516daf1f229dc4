using System.Collections.Immutable;
using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>The chain ε_(k+2) ≤ ε_k ≤ d^(1/k - 1/(k+2)) ε_(k+2), Hayes 2020, equation 24.</summary>
internal static class Chain
{
    /// <summary>The largest multiples that it allows.</summary>
    public static ImmutableArray<Step> Most(ImmutableArray<int> exponents, long dimension) =>
        [.. exponents.Skip(1).Zip(exponents, (next, k) => Most(k, next, dimension))];

    // d^(2 / (k (k+2))).
    private static Step Most(int k, int next, long dimension) => new(
        Power.LowerBound(dimension, next - k, k * next), Power.UpperBound(dimension, next - k, k * next));
}
