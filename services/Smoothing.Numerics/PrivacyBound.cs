namespace Smoothing.Numerics;

/// <summary>Radii from differential privacy, in units of the scale of the noise.</summary>
/// <remarks>
/// M. Lecuyer, V. Atlidakis, R. Geambasu, D. Hsu, S. Jana, "Certified robustness to adversarial examples with
/// differential privacy", IEEE S&amp;P 2019. p1 is given by its complement q1 = 1 - p1, exactly. See PROOFS.md,
/// "Privacy".
/// </remarks>
public static class PrivacyBound
{
    // 2^-900. A smaller probability is replaced by it, outward.
    private const double Least = 1.1830521861667747e-271;

    // 2^-92: at least what any of the pieces is off by, relatively.
    private const double Margin = 2.0194839173657902e-28;

    /// <summary>A bound of ½ ln(p1/p2) from below: the l1 radius under Laplace noise of scale 1.</summary>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <returns>A double at most it, and within two ulp of it where p2 is at least 2^-900.</returns>
    public static double HalfLogRatioLowerBound(double topComplement, double other)
    {
        DivergenceBound.Check(topComplement, other);
        return HalfLogRatio(topComplement, Math.Max(other, Least)).RoundedDown(Margin);
    }

    /// <summary>
    /// A bound of β / √(2 ln(1.25/δ)) from below, δ = (p1 - e^(2β) p2)/(1 + e^β): an l2 radius under N(0,1), whatever β
    /// is.
    /// </summary>
    /// <param name="beta">In (0, 1].</param>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <returns>A double at most it, and within 4 ulp of it where δ is not lost to cancellation; 0 where δ is not
    /// above 0 without doubt.</returns>
    public static double GaussianLowerBound(double beta, double topComplement, double other)
    {
        Require.Within(beta, 1e-300, 1);
        DivergenceBound.Check(topComplement, other);
        var growth = Exponential.LessOne(beta);
        var taken = (growth * (growth + 2.0) * Math.Max(other, Least)).Raised(Margin);
        var left = (DoubleDouble.FromSum(1, -topComplement) - other).Lowered(Margin) - taken;
        if (left.Hi <= 0)
        {
            return 0;
        }

        var squared = Logarithm.Of((growth + 2.0) * 1.25 / left.Lowered(Margin)).Scaled(1).RoundedUp(Margin);
        return Directed.DivideDown(beta, Directed.SqrtUp(squared));
    }

    /// <summary>The β of the largest such radius, to 24 bits.</summary>
    /// <param name="topComplement">q1 = 1 - p1, exactly. In (0, 1).</param>
    /// <param name="other">p2, in [0, <paramref name="topComplement"/>] and below 1 - q1.</param>
    /// <returns>A binary32 number in (0, 1].</returns>
    public static double BestBeta(double topComplement, double other)
    {
        DivergenceBound.Check(topComplement, other);
        var p2 = Math.Max(other, Least);
        var most = HalfLogRatio(topComplement, p2).Hi;
        var slope = new Slope((DoubleDouble.FromSum(1, -topComplement) - other).Hi, p2);
        return most > 1 && slope.At(1) >= 0 ? 1 : (float)Maximum.Root(slope, 0, Math.Min(most, 1), 1, -1);
    }

    // The derivative of the logarithm of the radius in that of β.
    private readonly record struct Slope(double Difference, double Other) : ISlope
    {
        public double At(double place)
        {
            var growth = Plain.ExponentialLessOne(place);
            var left = Difference - (Other * growth * (growth + 2));
            if (left <= 0)
            {
                return -1;
            }

            var privacy = Plain.Logarithm((growth + 2) * 1.25 / left);
            var square = (growth + 1) * (growth + 1);
            var rise = ((growth + 1) / (growth + 2)) + (2 * Other * square / left);
            return 1 - (place * rise / (2 * privacy));
        }
    }

    private static DoubleDouble HalfLogRatio(double topComplement, double other) =>
        Logarithm.OfOnePlus((DoubleDouble.FromSum(1, -topComplement) - other) / other).Scaled(-1);
}
