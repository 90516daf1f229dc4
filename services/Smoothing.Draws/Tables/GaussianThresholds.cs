using System.Numerics;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Draws.Tables;

/// <summary>Upper thresholds of normal noise on a grid: P(Z &lt; (j + ½) step) to 64 bits, correctly rounded.</summary>
/// <remarks>
/// With t = (j + ½) step / sd, Φ(t) - ½ = φ(t) (t + t³/3 + t⁵/(3·5) + …), a series of positive terms (Abramowitz and
/// Stegun, 26.2.11). The result does not depend on the machine: it is rounded only where the error leaves no doubt.
/// </remarks>
internal sealed class GaussianThresholds
{
    // For t below 10 the series stays below 2^73, and so do the factors by which an error of one unit can grow. A term
    // is at most half the one before from the hundredth on, so at most 2^11 terms count with up to 2^10 bits (with 256
    // bits, about 300). The errors of the square (2^5 units), of the exponential (2^26), of the density (2^12) and of
    // the truncated terms then add up to less than 2^(26 + 73 + 11) units. More than 2^10 bits would be needed only for
    // a threshold within 2^-900 of a tie.
    private const int ErrorBits = 112;

    private readonly FixedPoint _fixed;
    private readonly BigInteger _step, _deviation, _density;
    private readonly int _tailEnd;

    private GaussianThresholds(GaussianLaw law, Rational step, int bits)
    {
        _fixed = new FixedPoint(bits);
        _tailEnd = law.TailEnd;
        var (significand, exponent) = Binary64.Parts(law.StandardDeviation);
        // t = (2j + 1) _step / _deviation, in whole numbers.
        _step = (BigInteger)step.Numerator << Math.Max(0, -exponent);
        _deviation = (BigInteger)significand * step.Denominator * 2 << Math.Max(0, exponent);
        _density = _fixed.Divide(_fixed.One, _fixed.SquareRoot(2 * _fixed.Pi()));
    }

    /// <summary>The threshold above level j, for j = 0, 1, … until it rounds to 1.</summary>
    /// <returns>Multiples of 2^-64 in [2^63, 2^64), increasing.</returns>
    public static ulong[] Upper(GaussianLaw law, Rational step)
    {
        var thresholds = new List<ulong>();
        var arithmetic = new GaussianThresholds(law, step, bits: 256);
        for (var j = 0; ; j++)
        {
            var threshold = arithmetic.Rounded(j);
            for (var bits = 512; threshold is null; bits *= 2)
                threshold = new GaussianThresholds(law, step, bits).Rounded(j);
            if (threshold.Value > ulong.MaxValue)
                return [.. thresholds];
            thresholds.Add((ulong)threshold.Value);
        }
    }

    /// <summary>The nearest multiple of 2^-64, or null when the error bound leaves two.</summary>
    private BigInteger? Rounded(int j)
    {
        if (_step * (2 * j + 1) >= _deviation * _tailEnd)
            return BigInteger.One << 64;
        var value = (_fixed.One >> 1) + AboveHalf(_fixed.Ratio(_step * (2 * j + 1), _deviation));
        var error = BigInteger.One << ErrorBits;
        var (low, high) = (Nearest(value - error), Nearest(value + error));
        return low == high ? low : null;
    }

    private BigInteger AboveHalf(BigInteger t)
    {
        var square = _fixed.Multiply(t, t);
        var (sum, term) = (BigInteger.Zero, t);
        for (var odd = 1; !term.IsZero; odd += 2)
        {
            sum += term;
            term = _fixed.Multiply(term, square) / (odd + 2);
        }

        return _fixed.Multiply(_fixed.Multiply(_fixed.ExpMinus(square >> 1), sum), _density);
    }

    private BigInteger Nearest(BigInteger value)
    {
        var shift = _fixed.Bits - 64;
        return (value + (BigInteger.One << (shift - 1))) >> shift;
    }
}
