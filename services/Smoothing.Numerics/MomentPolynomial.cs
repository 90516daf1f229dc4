namespace Smoothing.Numerics;

/// <summary>
/// A polynomial in e = ‖δ‖/σ, of non-negative coefficients, that a divergence of two shifted noises is at most: bounds
/// of its value from above, and the last radius at which it is within a budget.
/// </summary>
/// <remarks>See PROOFS.md, "Moment polynomial".</remarks>
public sealed class MomentPolynomial
{
    /// <summary>The largest shape p: 64.</summary>
    public const int MostShape = 64;

    /// <summary>The largest dimension d: 2^32.</summary>
    public const long MostDimension = 1L << 32;

    /// <summary>The largest budget: more than any divergence that follows from two doubles.</summary>
    public const double MostBudget = 1000;

    // Where the value exceeds every budget: the coefficient of the highest power is 1.
    private const double MostRatio = 1024;

    // Below it the square of the ratio could underflow; a larger ratio has a larger value.
    private const double LeastRatio = 1e-120;

    // Below it the guess could underflow, and the bracket does without.
    private const double LeastGuessed = 1e-200;

    // 2^-90: at least what the coefficients and the evaluation are off by, relatively.
    private const double Margin = 8.077935669463161e-28;

    // By power, from 0 on.
    private readonly DoubleDouble[] _coefficients;

    private MomentPolynomial(DoubleDouble[] coefficients) => _coefficients = coefficients;

    /// <summary>
    /// Σ over k = 1..p of C(p,k) (1 + (-1)^(p-k)) Γ((p-k+1)/p) d^(1-k/p) e^k / (2Γ(1/p)): at least the Kullback-Leibler
    /// divergence of the noises GN(0,σ,p) at two points whose l_p distance is e σ.
    /// </summary>
    /// <remarks>
    /// J. Hayes, "Extensions and limitations of randomized smoothing for robustness guarantees", 2020, equation 21.
    /// </remarks>
    /// <param name="shape">p, in [1, 64].</param>
    /// <param name="dimension">d, in [1, 2^32].</param>
    /// <returns>The polynomial.</returns>
    public static MomentPolynomial OfDivergence(int shape, long dimension)
    {
        Require.Within(shape, 1, MostShape);
        Require.Within(dimension, 1, MostDimension);
        var coefficients = new DoubleDouble[shape + 1];
        coefficients[shape] = DoubleDouble.One;
        for (var k = shape - 2; k >= 1; k -= 2)
        {
            var growth = Power.Of(dimension, DoubleDouble.FromDouble(shape - k) / (double)shape);
            coefficients[k] = Coefficient(shape, k) * growth;
        }

        return new(coefficients);
    }

    /// <summary>A polynomial of given coefficients, each within 15600u² of what it stands for.</summary>
    /// <param name="coefficients">By power, from 0 on: 0, or in [0.8, 2^100]; the last is 1.</param>
    internal static MomentPolynomial Of(DoubleDouble[] coefficients) => new(coefficients);

    /// <summary>A bound of the polynomial's value from above.</summary>
    /// <param name="radius">‖δ‖. Zero or more, and finite.</param>
    /// <param name="scale">σ, in [1e-100, 1e100].</param>
    /// <returns>
    /// A number at least the value at e = radius/scale, and within two ulp of it for e in [1e-120, 1024]; infinity
    /// beyond.
    /// </returns>
    public double UpperBound(double radius, double scale)
    {
        Require.Within(radius, 0, double.MaxValue);
        Require.Within(scale, 1e-100, 1e100);
        if (radius == 0)
        {
            return 0;
        }

        return (radius / scale) switch
        {
            > MostRatio => double.PositiveInfinity,
            < LeastRatio => Value(2 * LeastRatio).RoundedUp(Margin),
            _ => Value(DoubleDouble.FromDouble(radius) / scale).RoundedUp(Margin),
        };
    }

    /// <summary>Whether the polynomial is at most a budget.</summary>
    /// <param name="radius">‖δ‖. Zero or more, and finite.</param>
    /// <param name="scale">σ, in [1e-100, 1e100].</param>
    /// <param name="budget">In [0, 1000].</param>
    /// <returns>True only if the value at radius/scale is at most the budget.</returns>
    public bool IsWithin(double radius, double scale, double budget)
    {
        Require.Within(budget, 0, MostBudget);
        return UpperBound(radius, scale) <= budget;
    }

    /// <summary>The last radius at which the polynomial is at most a budget.</summary>
    /// <param name="scale">σ, in [1e-100, 1e100].</param>
    /// <param name="budget">In [0, 1000].</param>
    /// <returns>
    /// A number at most the radius at which the value is the budget: a double for which <see cref="IsWithin"/> holds
    /// and after which it fails.
    /// </returns>
    public double LastRadius(double scale, double budget)
    {
        Require.Within(scale, 1e-100, 1e100);
        Require.Within(budget, 0, MostBudget);
        return budget == 0
            ? 0
            : Bracket.LastTrue(
                r => UpperBound(r, scale) <= budget,
                0,
                2 * MostRatio * scale,
                budget < LeastGuessed ? double.NaN : Root(budget) * scale);
    }

    /// <summary>C(p,k) E|Z|^(p-k), Z of the law GN(0,1,p): within 9300u² of it. p - k is even and above 0.</summary>
    internal static DoubleDouble Coefficient(int shape, int k) => Moment(shape, shape - k) * Choose(shape, k);

    private DoubleDouble Value(DoubleDouble ratio)
    {
        var value = _coefficients[^1];
        for (var k = _coefficients.Length - 2; k >= 0; k--)
        {
            value = (value * ratio) + _coefficients[k];
        }

        return value;
    }

    // Newton's method for the logarithm of the value in that of the ratio: increasing and convex, so that from above
    // every step stays above. The least of the roots of the single terms is above the root.
    private double Root(double budget)
    {
        var target = Logarithm.Of(budget);
        var ratio = MostRatio;
        for (var k = 1; k < _coefficients.Length; k++)
        {
            if (_coefficients[k].Hi > 0)
            {
                var root = (target - Logarithm.Of(_coefficients[k])) / k;
                ratio = Math.Min(ratio, Exponential.Of(root).Hi);
            }
        }

        for (var i = 0; i < 50; i++)
        {
            var excess = Logarithm.Of(Value(ratio)) - target;
            var step = excess.Hi / Slope(ratio);
            ratio *= Exponential.Of(-step).Hi;
            if (Math.Abs(step) <= 1e-9)
            {
                break;
            }
        }

        return ratio;
    }

    // The derivative of the logarithm of the value with respect to that of the ratio.
    private double Slope(double ratio)
    {
        var (value, derivative) = (0.0, 0.0);
        for (var k = _coefficients.Length - 1; k >= 1; k--)
        {
            value = (value + _coefficients[k].Hi) * ratio;
            derivative = (derivative + (k * _coefficients[k].Hi)) * ratio;
        }

        return derivative / value;
    }

    // E|Z|^j of the generalized Gaussian law of the shape and of scale 1.
    private static DoubleDouble Moment(int shape, int j) =>
        Gamma.Of(DoubleDouble.FromDouble(j + 1) / (double)shape) / Gamma.Of(DoubleDouble.One / (double)shape);

    private static DoubleDouble Choose(int n, int k)
    {
        Int128 result = 1;
        for (var i = 1; i <= k; i++)
        {
            result = result * (n - k + i) / i;
        }

        return DoubleDouble.FromInt64((long)result);
    }
}
