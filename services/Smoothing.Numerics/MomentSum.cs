using System.Collections.Immutable;

namespace Smoothing.Numerics;

/// <summary>
/// Σ c_k (ε_k/σ)^k over k = 2, 4, .., p for even p and 1, 3, .., p for odd p, with c_k = C(p,k) Γ((p-k+1)/p)/Γ(1/p):
/// what the divergence of GN(0,σ,p) is at most where every ‖δ‖_k is at most ε_k.
/// </summary>
/// <remarks>
/// J. Hayes, "Extensions and limitations of randomized smoothing for robustness guarantees", 2020, equation 23. See
/// PROOFS.md, "Moment sum".
/// </remarks>
public sealed class MomentSum
{
    private const double MostRatio = 1024;
    private const double LeastRatio = 1e-120;

    // What stands for a power below it, from above.
    private const int LeastExponent = -800;

    // 2^-90, as of the polynomial.
    private const double Margin = 8.077935669463161e-28;

    private readonly DoubleDouble[] _coefficients;

    /// <summary>The sum of one shape.</summary>
    /// <param name="shape">p, in [1, 64].</param>
    public MomentSum(int shape)
    {
        Require.Within(shape, 1, MomentPolynomial.MostShape);
        Exponents = [.. Enumerable.Range(1, shape).Where(k => (shape - k) % 2 == 0)];
        _coefficients =
            [.. Exponents.Select(k => k == shape ? DoubleDouble.One : MomentPolynomial.Coefficient(shape, k))];
    }

    /// <summary>The exponents k, increasing; the last is the shape.</summary>
    public ImmutableArray<int> Exponents { get; }

    /// <summary>c_k, within 9300u² of it relatively.</summary>
    /// <param name="index">Into <see cref="Exponents"/>.</param>
    public DoubleDouble Coefficient(int index) => _coefficients[index];

    /// <summary>A bound of the sum from above.</summary>
    /// <param name="limits">ε_k, by index into <see cref="Exponents"/>. Each zero or more, and finite.</param>
    /// <param name="scale">σ, in [1e-100, 1e100].</param>
    /// <returns>
    /// A number at least the sum, and within two ulp of it where the first ratio ε_k/σ is at least 1e-100; infinity
    /// where a ratio is above 1024.
    /// </returns>
    public double UpperBound(ReadOnlySpan<double> limits, double scale)
    {
        Require.Within(limits.Length, Exponents.Length, Exponents.Length, nameof(limits));
        Require.Within(scale, 1e-100, 1e100);
        var sum = DoubleDouble.Zero;
        for (var i = 0; i < limits.Length; i++)
        {
            Require.Within(limits[i], 0, double.MaxValue, nameof(limits));
            var quotient = limits[i] / scale;
            if (quotient > MostRatio)
            {
                return double.PositiveInfinity;
            }

            if (limits[i] > 0)
            {
                var ratio = quotient < LeastRatio ? 2 * LeastRatio : DoubleDouble.FromDouble(limits[i]) / scale;
                sum += _coefficients[i] * PowerFromAbove(ratio, Exponents[i]);
            }
        }

        return sum.RoundedUp(Margin);
    }

    /// <summary>The sum as a polynomial in the last ratio, when every limit is a given multiple of the next.</summary>
    /// <param name="steps">
    /// ε_k/ε_(k+2), by index into <see cref="Exponents"/>, one fewer than those. Each at least 1; the k-th power of the
    /// product from k on at most 2^32.
    /// </param>
    /// <returns>Σ c_k (s_k s_(k+2) ..)^k e^k.</returns>
    public MomentPolynomial Along(ReadOnlySpan<double> steps)
    {
        Require.Within(steps.Length, Exponents.Length - 1, Exponents.Length - 1, nameof(steps));
        var coefficients = new DoubleDouble[Exponents[^1] + 1];
        var product = DoubleDouble.One;
        coefficients[^1] = DoubleDouble.One;
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            Require.Within(steps[i], 1, MomentPolynomial.MostDimension, nameof(steps));
            product *= steps[i];
            var power = PowerOf(product, Exponents[i]);
            Require.Within(power.Hi, 1, 2.0 * MomentPolynomial.MostDimension, nameof(steps));
            coefficients[Exponents[i]] = _coefficients[i] * power;
        }

        return MomentPolynomial.Of(coefficients);
    }

    private static DoubleDouble PowerFromAbove(DoubleDouble ratio, int exponent) =>
        (Math.ILogB(ratio.Hi) + 1) * exponent <= LeastExponent
            ? DoubleDouble.One.Scaled(LeastExponent)
            : PowerOf(ratio, exponent);

    private static DoubleDouble PowerOf(DoubleDouble value, int exponent)
    {
        var power = value;
        for (var i = 1; i < exponent; i++)
        {
            power *= value;
        }

        return power;
    }
}
