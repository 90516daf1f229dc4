using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>How far the weighted objective of limits may be from the best, by weak duality.</summary>
/// <remarks>
/// With y_k = ln(ε_k/σ), λ = Σ w_k / Σ k c_k e^(k y_k) and z_k the sum of w_j - λ j c_j e^(j y_j) over j ≤ k, the best
/// value is at most that of y plus λ (h - Σ c_k e^(k y_k)), plus z_k times the slack of the chain's upper inequality
/// where z_k is above 0, and |z_k| times that of the lower one where it is below. See THEOREMS.md, "Joint region".
/// </remarks>
internal static class DualityGap
{
    /// <summary>What a weighted region may lack, of the sum of the weights, at the threshold that is left to it.
    /// </summary>
    /// <remarks>With what is kept back (2^-34 of the threshold) the best is at most 1e-9 above.</remarks>
    public const double Allowed = 9e-10;

    /// <summary>The gap over the sum of the weights. It evaluates sums and solves nothing.</summary>
    public static double Relative(
        ReadOnlySpan<double> limits, ReadOnlySpan<double> weights, JointLaw law, double threshold, long dimension)
    {
        var (sum, budget) = (law.Sum, law.Budget(threshold));
        var n = sum.Exponents.Length;
        var terms = new DoubleDouble[n];
        var (total, slope, weight) = (DoubleDouble.Zero, DoubleDouble.Zero, DoubleDouble.Zero);
        for (var i = 0; i < n; i++)
        {
            var logarithm = Logarithm.Of(limits[i]) - Logarithm.Of(law.Scale);
            terms[i] = BlockEquations.ExponentialOf(
                Logarithm.Of(sum.Coefficient(i)) + (logarithm * sum.Exponents[i]));
            total += terms[i];
            terms[i] *= sum.Exponents[i];
            slope += terms[i];
            weight += weights[i];
        }

        var price = weight / slope;
        var (gap, multiplier) = (price * (budget - total), DoubleDouble.Zero);
        var logDimension = Logarithm.Of(DoubleDouble.FromInt64(dimension));
        for (var i = 0; i < n - 1; i++)
        {
            multiplier += weights[i] - (price * terms[i]);
            var ratio = Logarithm.Of(limits[i]) - Logarithm.Of(limits[i + 1]);
            var most = logDimension * 2.0 / ((double)sum.Exponents[i] * sum.Exponents[i + 1]);
            gap += multiplier * (multiplier.Hi > 0 ? most - ratio : -ratio);
        }

        return (gap / weight).Hi;
    }
}
