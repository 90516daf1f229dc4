using System.Numerics;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Draws.Tables;

/// <summary>The distribution function of generalized Gaussian noise.</summary>
/// <remarks>
/// With u = t / scale, x = u^shape and a = 1 / shape, P(0 &lt; Z &lt; t) = ½ P(a, x), the regularised incomplete gamma
/// function, which is ½ x^a L(x) / Γ(1 + a) (NIST Digital Library of Mathematical Functions, 8.7.1) with L in
/// <see cref="GammaFunction.ScaledLower"/>. x^a is u, an exact fraction; a is another.
/// </remarks>
internal sealed class GeneralizedGaussianDistribution : Distribution
{
    // ½ Q(a, x) is below 2^-65 from here on: see GeneralizedGaussianLaw.TailEnd.
    private const int TailEnd = 45;

    private readonly BigInteger _top, _bottom, _gamma, _ln2, _wideLn2;
    private readonly FixedPoint _wide;
    private readonly int _guard;

    /// <summary>The function on a grid.</summary>
    public GeneralizedGaussianDistribution(GeneralizedGaussianLaw law, Rational step, int bits)
        : base(law.Scale, step, bits)
    {
        (_top, _bottom) = Binary64.Fraction(law.Shape);
        // 2^_guard is at least the shape.
        _guard = (int)(_top.GetBitLength() - _bottom.GetBitLength()) + 1;
        _wide = new FixedPoint(bits + _guard);
        _wideLn2 = _wide.Ln2();
        _ln2 = _wideLn2 >> _guard;
        _gamma = GammaFunction.OfOnePlus(_bottom, _top, bits);
    }

    // The scale of a law that fits the grid is below 1775 steps, so u is above 2^-12, and it is below 45. Its logarithm
    // errs by 26 (bits + guard + 10) units of the wide arithmetic, which is below 2^16 with bits at most 2^10 and a
    // guard of at most 1025 for the largest double; times the shape, by less than 2^16 + 1 units 2^-bits. As x is
    // below e^3.9 < 50, it errs by 2^22 units for that and by 2^25 more for the exponential function. L decreases by at
    // most 1 for 1, so it errs by less than 2^26 units for x. The other errors of L are 2^25 e^x < 2^97 units for its
    // exponential and less than 2^11 for the truncated terms, of which there are fewer than 2^11: from the hundredth on
    // a term is at most half the one before. u / Γ(1 + a) is below 50 / 0.885 < 2^6; so 2^103 and a unit at the end.
    // The 2 units of Γ count 3 at most, since the result is at most ½.
    /// <inheritdoc/>
    public override int ErrorBits => 104;

    /// <inheritdoc/>
    public override BigInteger? AboveHalf(BigInteger numerator, BigInteger denominator)
    {
        if (numerator >= denominator * TailEnd)
            return null;
        var logarithm = _wide.Ln(numerator, denominator, _wideLn2) * _top / _bottom;
        // Beyond 3.9, x is above 49 however the logarithm errs.
        var y = logarithm >> _guard;
        if (10 * y > 39 * Arithmetic.One)
            return null;
        var lower = GammaFunction.ScaledLower(Arithmetic, Arithmetic.Exp(y, _ln2), _bottom, _top);
        return (lower * numerator << Arithmetic.Bits) / (denominator * _gamma) >> 1;
    }
}
