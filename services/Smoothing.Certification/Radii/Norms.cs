using System.Globalization;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Radii;

/// <summary>Norms of perturbations: an exponent in [1, 64], or positive infinity for the maximum norm.</summary>
public static class Norms
{
    /// <summary>Largest finite exponent.</summary>
    public const double MostExponent = 64;

    /// <summary>Most norms that one certificate is asked for.</summary>
    public const int MostAtOnce = 16;

    /// <summary>The norms that are answered for when none are named: 1, 2 and the maximum norm.</summary>
    public static IReadOnlyList<double> Usual { get; } = [1, 2, double.PositiveInfinity];

    /// <summary>Whether a number stands for a norm that methods cover. False for what is not a number.</summary>
    public static bool AreCovered(double norm) => norm is >= 1 and <= MostExponent or double.PositiveInfinity;

    /// <summary>The norm of the tight theorem for a law: 2 for Gaussian noise, 1 for the others.</summary>
    public static double Of(NoiseLaw law) => NeymanPearson.NormOf(law);

    /// <summary>The methods that cover norms under a law, in words.</summary>
    public static string CoveredBy(NoiseLaw law) => string.Join(
        ", ",
        BallMethods.For(law).GroupBy(method => method.Norm(law)!.Value).Select(norm =>
            $"l{Text(norm.Key)} balls by {string.Join(", ", norm.Select(method => MethodNames.Of(method.Name)))}"))
        + ", which convert to every norm in that range";

    /// <summary>The norm as the command line takes it: "1", "2", "1.5", "inf".</summary>
    public static string Text(double norm) =>
        double.IsPositiveInfinity(norm) ? "inf" : norm.ToString("R", CultureInfo.InvariantCulture);
}
