namespace Smoothing.Numerics;

/// <summary>How far two laws of a class must be from each other for the most probable class to differ.</summary>
/// <remarks>
/// p1 is at most the probability of the top class under the one law, p2 at least that of every other class. p1 is
/// given by its complement q1 = 1 - p1, which is taken exactly: p1 may be 1 to every digit of a double. J. Hayes,
/// "Extensions and limitations of randomized smoothing for robustness guarantees", 2020, Table 1. See PROOFS.md,
/// "Divergence".
/// </remarks>
public static class DivergenceBound
{
    // 2^-96.
    private const double RelativeError = 1.2621774483536189e-29;

    // 2^600: a probability times it is a normal number, and so is the square root.
    private const int Lift = 600;

    /// <summary>
    /// A bound from below of h = -ln(1 - (√p1 - √p2)²), the least Kullback-Leibler divergence at which the most
    /// probable class can be another.
    /// </summary>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <returns>A double at most h, and within two ulp of it, also next to p1 = p2 and to p1 = 1.</returns>
    public static double KullbackLeiblerLowerBound(double topComplement, double other)
    {
        Check(topComplement, other);
        return KullbackLeibler(topComplement, other).RoundedDown(RelativeError);
    }

    /// <summary>Whether a number is at most the divergence h.</summary>
    /// <param name="divergence">Any.</param>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <returns>True only if the number is at most -ln(1 - (√p1 - √p2)²).</returns>
    public static bool IsAtMostKullbackLeibler(double divergence, double topComplement, double other) =>
        divergence <= KullbackLeiblerLowerBound(topComplement, other);

    // h within 2^-97 of it, relatively.
    private static DoubleDouble KullbackLeibler(double topComplement, double other)
    {
        var top = DoubleDouble.FromSum(1, -topComplement);
        var otherRoot = DoubleDouble.Sqrt(DoubleDouble.FromDouble(other).Scaled(Lift)).Scaled(-Lift / 2);
        var difference = (top - other) / (DoubleDouble.Sqrt(top) + otherRoot);
        var square = difference * difference;
        if (square.Hi <= 0.5)
        {
            return -Logarithm.OfOnePlus(-square);
        }

        // 1 - (√p1 - √p2)² = q1 - p2 + 2√(p1 p2), of which no part is negative.
        var mixed = (DoubleDouble.Sqrt(top) * otherRoot).Scaled(1);
        return -Logarithm.Of(DoubleDouble.FromSum(topComplement, -other) + mixed);
    }

    private static void Check(double topComplement, double other)
    {
        Require.OpenUnit(topComplement);
        Require.Within(other, 0, topComplement);
        if (!(other < DoubleDouble.FromSum(1, -topComplement)))
        {
            throw new ArgumentOutOfRangeException(nameof(other), other, "other must be below 1 - topComplement.");
        }
    }
}
