using System.Collections.Concurrent;

namespace Smoothing.Draws.Laws;

/// <summary>Standard deviations of generalized Gaussian laws that were computed before.</summary>
/// <remarks>
/// Every request brings its law anew, and a run brings the same one a thousand times, where computing it would take
/// longer than all else that is done before the first draw.
/// </remarks>
internal static class KnownDeviations
{
    private const int Capacity = 1024;

    private static readonly ConcurrentDictionary<(double Scale, double Shape), double> Known = [];

    /// <summary>The standard deviation, as <see cref="RootMeanSquare.OfGeneralizedGaussian"/> gives it.</summary>
    public static double OfGeneralizedGaussian(double scale, double shape)
    {
        if (Known.TryGetValue((scale, shape), out var known))
            return known;
        var computed = RootMeanSquare.OfGeneralizedGaussian(scale, shape);
        if (Known.Count >= Capacity)
            Known.Clear();
        return Known[(scale, shape)] = computed;
    }
}
