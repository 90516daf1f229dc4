using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Cli.Asking;

/// <summary>Radii as J. Hayes, "Extensions and limitations of randomized smoothing for robustness guarantees", 2020,
/// prints them in Table 1, for contrast with the right ones. Nothing is claimed by them.</summary>
/// <remarks>
/// The printed total variation has 2σ Φ⁻¹(|p1 - p2| / 2 + 1/2) where |p1 - p2| / 4 is right: with p2 = 1 - p1 it is
/// twice the tight radius. The printed Kullback-Leibler has ‖δ‖²/σ² where ‖δ‖²/(2σ²) is right, and gives too little.
/// </remarks>
internal static class PrintedRadii
{
    /// <summary>Names of the lines.</summary>
    public const string TotalVariation = "total_variation_as_printed_not_sound", KullbackLeibler = "kl_as_printed";

    /// <summary>The lines over p1, with p2 = 1 - p1.</summary>
    public static IEnumerable<(string Method, double[] Radii)> Of(GaussianLaw law, double[] tops)
    {
        var deviation = law.StandardDeviation;
        yield return (KullbackLeibler, Array.ConvertAll(tops, p => deviation * Math.Sqrt(Divergence(p))));
        yield return (TotalVariation, Array.ConvertAll(tops, p => 2 * deviation * Quantile(p)));
    }

    // |p1 - p2| / 2 + 1/2 is p1.
    private static double Quantile(double top) => top > 0.5 ? NormalQuantile.UpperTailLowerBound(1 - top) : 0;

    private static double Divergence(double top) =>
        top > 0.5 ? DivergenceBound.KullbackLeiblerLowerBound(1 - top, 1 - top) : 0;
}
