namespace Smoothing.Numerics;

public static partial class NormalQuantile
{
    /// <summary>The upper quantile to 3 digits, from the logarithm of q, q at most 1/2.</summary>
    /// <remarks>M. Abramowitz and I. Stegun, Handbook of Mathematical Functions, 1964, 26.2.22.</remarks>
    internal static double Rough(double logarithm)
    {
        var t = Math.Sqrt(-2 * logarithm);
        return Math.Max(0, t - ((2.30753 + (0.27061 * t)) / (1 + (0.99229 * t) + (0.04481 * t * t))));
    }

    /// <summary>About the upper quantile, to a few ulp: where a bracket starts.</summary>
    internal static double Guess(double q) => q > 0.5
        ? -NormalGuess.Of(q - 0.5, 1 - q)
        : NormalGuess.Of(0.5 - q, q);
}
