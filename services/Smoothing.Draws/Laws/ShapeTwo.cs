using System.Globalization;
using System.Numerics;
using Smoothing.Draws.Grids;

namespace Smoothing.Draws.Laws;

/// <summary>The normal law that generalized Gaussian noise of shape 2 is.</summary>
/// <remarks>
/// Its standard deviation is scale / √2, but most scales of shape 2 are the product of a standard deviation and √2 that
/// somebody rounded, and that standard deviation is meant. Doubles whose product with √2 is the scale, rounded once or
/// multiplied by the double √2, are at most 1.33 units in the last place from scale / √2. Decimals of at most 15 digits
/// are more than 4 such units apart, so one of them at most is among these: the one that somebody wrote.
/// </remarks>
internal static class ShapeTwo
{
    private const int Neighbours = 3;

    /// <param name="scale">Finite and above 0.</param>
    /// <returns>
    /// Of the doubles that give the scale back the one with the fewest decimal digits, of these the one nearest to
    /// scale / √2. When none gives it back, the double nearest to scale / √2.
    /// </returns>
    public static double StandardDeviation(double scale)
    {
        var candidates = Candidates(scale / Math.Sqrt(2)).ToList();
        var givingBack = candidates.Where(candidate => GivesBack(candidate, scale)).ToList();
        if (givingBack.Count == 0)
            return candidates.Aggregate((a, b) => Nearer(a, b, scale));
        var fewest = givingBack.Min(Digits);
        return givingBack.Where(candidate => Digits(candidate) == fewest).Aggregate((a, b) => Nearer(a, b, scale));
    }

    private static IEnumerable<double> Candidates(double middle)
    {
        var candidate = middle;
        for (var i = 0; i < Neighbours && candidate > double.Epsilon; i++)
            candidate = Math.BitDecrement(candidate);
        for (var i = 0; i <= 2 * Neighbours; i++, candidate = Math.BitIncrement(candidate))
            yield return candidate;
    }

    private static bool GivesBack(double candidate, double scale) =>
        candidate * Math.Sqrt(2) == scale || RootMeanSquare.OfLaplace(candidate) == scale;

    /// <summary>Of two doubles in increasing order the one nearer to scale / √2, which is no rational number.</summary>
    private static double Nearer(double low, double high, double scale)
    {
        // scale / √2 < (low + high) / 2, squared.
        var (l, h, s) = (Units(low), Units(high), Units(scale));
        return 2 * s * s < (l + h) * (l + h) ? low : high;
    }

    /// <summary>A double as a multiple of the smallest one.</summary>
    private static BigInteger Units(double value)
    {
        var (significand, exponent) = Binary64.Parts(value);
        return (BigInteger)significand << (exponent + 1074);
    }

    private static int Digits(double value) =>
        value.ToString("R", CultureInfo.InvariantCulture).Split('E')[0].Replace(".", "").Trim('0').Length;
}
