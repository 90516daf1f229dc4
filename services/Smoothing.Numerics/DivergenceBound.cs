namespace Smoothing.Numerics;

/// <summary>How far two laws of a class must be from each other for the most probable class to differ.</summary>
/// <remarks>
/// p1 is at most the probability of the top class under the one law, p2 at least that of every other class. p1 is
/// given by its complement q1 = 1 - p1, which is taken exactly: p1 may be 1 to every digit of a double. J. Hayes,
/// "Extensions and limitations of randomized smoothing for robustness guarantees", 2020, Table 1. See PROOFS.md,
/// "Divergence".
/// </remarks>
public static partial class DivergenceBound
{
    // 2^-96.
    private const double RelativeError = 1.2621774483536189e-29;

    // 2^600: a probability times it is a normal number, and so is the square root.
    private const int Lift = 600;

    // 2^-900. A smaller probability is replaced by it, outward, where it is multiplied.
    private const double Least = 1.1830521861667747e-271;

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

    /// <summary>A bound from below of χ² = (p1-p2)²/(p1+p2-(p1-p2)²), the least such χ² divergence.</summary>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <returns>A double at most it, and within two ulp of it where q1 is at least 2^-900.</returns>
    public static double ChiSquaredLowerBound(double topComplement, double other)
    {
        Check(topComplement, other);
        var (q1, p2) = (Math.Max(topComplement, Least), Math.Max(other, Least));
        var top = DoubleDouble.FromSum(1, -q1);
        var difference = top - p2;
        // p1 + p2 - (p1-p2)² without cancellation.
        var rest = (top * q1) + (DoubleDouble.FromSum(1, -p2) * p2) + (top * p2).Scaled(1);
        return (difference * difference / rest).RoundedDown(RelativeError);
    }

    /// <summary>A bound from below of H² = 1 - √(1-T/2), T = (√p1 - √p2)²: the least such squared Hellinger distance.
    /// </summary>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <returns>A double at most it, and within two ulp of it. Below 0.3.</returns>
    public static double SquaredHellingerLowerBound(double topComplement, double other)
    {
        Check(topComplement, other);
        var half = SquaredRootGap(topComplement, other).Scaled(-1);
        return (half / (DoubleDouble.Sqrt(1 - half) + 1)).RoundedDown(RelativeError);
    }

    /// <summary>A bound from below of -½ ln(1-T/2), T = (√p1 - √p2)²: the least such Bhattacharyya distance.</summary>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <returns>A double at most it, and within two ulp of it. Below 0.35.</returns>
    public static double BhattacharyyaLowerBound(double topComplement, double other)
    {
        Check(topComplement, other);
        var half = SquaredRootGap(topComplement, other).Scaled(-1);
        return (-Logarithm.OfOnePlus(-half)).RoundedDown(RelativeError) / 2;
    }

    /// <summary>A bound from below of (p1-p2)/2, the least such total variation.</summary>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <returns>A double at most it, and within two ulp of it. Below 1/2 or equal to it.</returns>
    public static double TotalVariationLowerBound(double topComplement, double other)
    {
        Check(topComplement, other);
        return (DoubleDouble.FromSum(1, -topComplement) - other).RoundedDown(RelativeError) / 2;
    }

    // T = (√p1 - √p2)², within 41u² of it, relatively.
    private static DoubleDouble SquaredRootGap(double topComplement, double other)
    {
        var top = DoubleDouble.FromSum(1, -topComplement);
        var difference = (top - other) / (DoubleDouble.Sqrt(top) + Root(other));
        return difference * difference;
    }

    private static DoubleDouble Root(double other) =>
        DoubleDouble.Sqrt(DoubleDouble.FromDouble(other).Scaled(Lift)).Scaled(-Lift / 2);

    // h within 2^-97 of it, relatively.
    private static DoubleDouble KullbackLeibler(double topComplement, double other)
    {
        var square = SquaredRootGap(topComplement, other);
        if (square.Hi <= 0.5)
        {
            return -Logarithm.OfOnePlus(-square);
        }

        // 1 - (√p1 - √p2)² = q1 - p2 + 2√(p1 p2), of which no part is negative.
        var top = DoubleDouble.FromSum(1, -topComplement);
        var mixed = (DoubleDouble.Sqrt(top) * Root(other)).Scaled(1);
        return -Logarithm.Of(DoubleDouble.FromSum(topComplement, -other) + mixed);
    }

    internal static void Check(double topComplement, double other)
    {
        Require.OpenUnit(topComplement);
        Require.Within(other, 0, topComplement);
        if (!(other < DoubleDouble.FromSum(1, -topComplement)))
        {
            throw new ArgumentOutOfRangeException(nameof(other), other, "other must be below 1 - topComplement.");
        }
    }
}
