namespace Smoothing.Numerics;

/// <summary>
/// The Kullback-Leibler divergence of the noises GN(0,σ,s), s odd, at two points whose l_s distance is e σ, the shift
/// being spread evenly over all coordinates.
/// </summary>
/// <remarks>
/// No other shift of the same l_s length has a larger one. It is Σ over even k, 2 ≤ k &lt; s, of C(s,k) E|Z|^(s-k)
/// d^(1-k/s) e^k, and e^s ρ t I(x) with t = e d^(-1/s), x = t^s, I(x) the integral of (1-v)^s exp(-x v^s) over [0, 1]
/// and ρ = 1/Γ(1+1/s). See PROOFS.md, "Divergence of a shift".
/// </remarks>
public sealed class OddShapeShift : ShiftDivergence
{
    // Up to it the alternating series of I keeps enough digits. The divergence is at least x, so that budgets up to it
    // never see more.
    private const double MostPower = 24;

    // 24^j/j! is below 2^-128 from here on.
    private const int MostTerms = 130;

    // 2^-88 of the sum of the magnitudes: more than the series is off by.
    private const double SeriesMargin = 3.2311742677852644e-27;

    // 2^-110.
    private const double Negligible = 7.703719777548943e-34;

    private readonly int _shape;
    private readonly DoubleDouble[] _coefficients;
    private readonly DoubleDouble _density;
    private readonly DoubleDouble _spread;
    private readonly double _dimension;

    // B(sj+1, s+1), the integral of v^(sj) (1-v)^s, by j.
    private readonly DoubleDouble[] _integrals;

    /// <summary>The function of one shape and dimension.</summary>
    /// <param name="shape">s, odd, in [3, 63].</param>
    /// <param name="dimension">d, in [1, 2^32].</param>
    public OddShapeShift(int shape, long dimension)
    {
        _shape = shape;
        _dimension = dimension;
        _coefficients = MomentPolynomial.EvenPowers(shape, dimension);
        _density = 1 / Gamma.OfOnePlus(DoubleDouble.One / (double)shape);
        _spread = Power.Of(dimension, -1 / DoubleDouble.FromDouble(shape));
        _integrals = [.. Enumerable.Range(0, MostTerms).Select(Integral)];
    }

    private protected override DoubleDouble Value(DoubleDouble ratio)
    {
        var value = Share(ratio);
        for (var k = _shape - 1; k >= 0; k--)
        {
            value = (value * ratio) + _coefficients[k];
        }

        return value;
    }

    // E (t-|Z|)^s over |Z| < t, as a share of t^s: at most 1.
    private DoubleDouble Share(DoubleDouble ratio)
    {
        var power = PowerOf(ratio);
        return power.Hi <= MostPower ? _density * (ratio * _spread) * Series(power) : DoubleDouble.One;
    }

    /// <summary>I(x) with its error added: 1/(s+1) - B(s+1, s+1) x + B(2s+1, s+1) x²/2 - ..., x at most 24.</summary>
    internal DoubleDouble Series(DoubleDouble x)
    {
        var (sum, magnitudes, power) = (_integrals[0], _integrals[0].Hi, DoubleDouble.One);
        for (var j = 1; j < MostTerms && x.Hi > 0; j++)
        {
            power = power * x / (double)j;
            var term = power * _integrals[j];
            sum = int.IsOddInteger(j) ? sum - term : sum + term;
            magnitudes += term.Hi;
            if (j >= x.Hi && power.Hi < Negligible)
            {
                break;
            }
        }

        return sum + (magnitudes * SeriesMargin);
    }

    // x = e^s/d, or 0 where it is below 2^-120: I(0) is above I(x).
    private DoubleDouble PowerOf(DoubleDouble ratio)
    {
        if ((Math.ILogB(ratio.Hi) + 1) * _shape < -120)
        {
            return DoubleDouble.Zero;
        }

        var power = ratio;
        for (var i = 1; i < _shape; i++)
        {
            power *= ratio;
        }

        return power / _dimension;
    }

    // s! / ((n+1) (n+2) ... (n+s+1)), n = sj.
    private DoubleDouble Integral(int j)
    {
        var (n, result) = ((double)_shape * j, DoubleDouble.One / ((_shape * (double)j) + _shape + 1));
        for (var i = 1; i <= _shape; i++)
        {
            result = result * i / (n + i);
        }

        return result;
    }
}
