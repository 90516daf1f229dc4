using System.Numerics;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Draws.Tables;

/// <summary>The distribution function of normal noise.</summary>
/// <remarks>
/// Φ(t) - ½ = φ(t) (t + t³/3 + t⁵/(3·5) + …), a series of positive terms (Abramowitz and Stegun, 26.2.11).
/// </remarks>
internal sealed class GaussianDistribution : Distribution
{
    private readonly BigInteger _density;
    private readonly int _tailEnd;

    /// <summary>The function on a grid.</summary>
    public GaussianDistribution(GaussianLaw law, Rational step, int bits)
        : base(law.StandardDeviation, step, bits)
    {
        _tailEnd = law.TailEnd;
        _density = Arithmetic.Divide(Arithmetic.One, Arithmetic.SquareRoot(2 * Arithmetic.Pi()));
    }

    // For t below 10 the series stays below 2^73, and so do the factors by which an error of one unit can grow. A term
    // is at most half the one before from the hundredth on, so at most 2^11 terms count with up to 2^10 bits (with 256
    // bits, about 300). The errors of the square (2^5 units), of the exponential (2^25), of the density (2^12) and of
    // the truncated terms then add up to less than 2^(26 + 73 + 11) units.
    /// <inheritdoc/>
    public override int ErrorBits => 112;

    /// <inheritdoc/>
    public override BigInteger? AboveHalf(BigInteger numerator, BigInteger denominator)
    {
        if (numerator >= denominator * _tailEnd)
            return null;
        var t = Arithmetic.Ratio(numerator, denominator);
        var square = Arithmetic.Multiply(t, t);
        var (sum, term) = (BigInteger.Zero, t);
        for (var odd = 1; !term.IsZero; odd += 2)
        {
            sum += term;
            term = Arithmetic.Multiply(term, square) / (odd + 2);
        }

        return Arithmetic.Multiply(Arithmetic.Multiply(Arithmetic.ExpMinus(square >> 1), sum), _density);
    }
}
