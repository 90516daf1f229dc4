namespace Smoothing.Numerics;

/// <summary>
/// A polynomial in e = ‖δ‖/σ, of non-negative coefficients, that a divergence of two shifted noises is at most.
/// </summary>
/// <remarks>See PROOFS.md, "Moment polynomial".</remarks>
public sealed class MomentPolynomial : ShiftDivergence
{
    /// <summary>The largest shape p: 64.</summary>
    public const int MostShape = 64;

    /// <summary>The largest dimension d: 2^32.</summary>
    public const long MostDimension = 1L << 32;

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
            coefficients[k] = Coefficient(shape, k, dimension);
        }

        return new(coefficients);
    }

    /// <summary>
    /// The same with even powers alone, and the highest: Σ over even k, 2 ≤ k &lt; p, of C(p,k) E|Z|^(p-k) d^(1-k/p)
    /// e^k, and e^p. It too is at least the divergence.
    /// </summary>
    /// <param name="shape">p, odd, in [3, 63].</param>
    /// <param name="dimension">d, in [1, 2^32].</param>
    /// <returns>The polynomial.</returns>
    public static MomentPolynomial OfEvenPowers(int shape, long dimension)
    {
        var coefficients = EvenPowers(shape, dimension);
        coefficients[shape] = DoubleDouble.One;
        return new(coefficients);
    }

    /// <summary>The coefficients of the even powers below an odd shape, by power; that of the shape is 0.</summary>
    internal static DoubleDouble[] EvenPowers(int shape, long dimension)
    {
        RequireOdd(shape);
        Require.Within(dimension, 1, MostDimension);
        var coefficients = new DoubleDouble[shape + 1];
        for (var k = 2; k < shape; k += 2)
        {
            coefficients[k] = Coefficient(shape, k, dimension);
        }

        return coefficients;
    }

    /// <summary>A polynomial of given coefficients, each within 15600u² of what it stands for.</summary>
    /// <param name="coefficients">By power, from 0 on: 0, or in [0.8, 2^100]; the last is 1.</param>
    internal static MomentPolynomial Of(DoubleDouble[] coefficients) => new(coefficients);

    /// <summary>C(p,k) E|Z|^(p-k), Z of the law GN(0,1,p): within 9300u² of it. k is below p.</summary>
    internal static DoubleDouble Coefficient(int shape, int k) => Moment(shape, shape - k) * Choose(shape, k);

    private protected override DoubleDouble Value(DoubleDouble ratio)
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
    private protected override double Root(double budget)
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

    private static DoubleDouble Coefficient(int shape, int k, long dimension) =>
        Coefficient(shape, k) * Power.Of(dimension, DoubleDouble.FromDouble(shape - k) / (double)shape);

    private static void RequireOdd(int shape)
    {
        if (shape is < 3 or > MostShape || int.IsEvenInteger(shape))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "shape must be odd and in [3, 63].");
        }
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
