using System.Numerics;

namespace Smoothing.Draws.Tables;

/// <summary>The gamma function and its incomplete form, by a series of positive terms.</summary>
internal static class GammaFunction
{
    /// <summary>Γ(1 + a) for a = numerator / denominator, within 2 units.</summary>
    /// <param name="numerator">Above 0.</param>
    /// <param name="denominator">At least a third of the numerator, so that a is in (0, 3].</param>
    /// <param name="bits">Binary digits after the point. In [2^7, 2^10].</param>
    /// <remarks>
    /// Γ(1 + a) = X^a L(X) + a Γ(a, X), with L as below. X is the next power of two from bits on, so X^a is a power of
    /// two as well. The rest is at most 3 Γ(3, X) = 3 e^-X (X² + 2X + 2) ≤ 2^(25 - 1.44 X), below 2^-bits / 64 from
    /// X = 128 on. L is computed to bits + 2X digits, where e^X, by which the error 2^(9 + log2 X) (bits + 2X + 4) of
    /// the exponential grows, is below 2^(1.45 X), and X^a below 2^30: what remains is below 2^(62 - 0.55 X) units of
    /// 2^-bits, far below one, and the result is truncated once.
    /// </remarks>
    public static BigInteger OfOnePlus(BigInteger numerator, BigInteger denominator, int bits)
    {
        var x = (int)BitOperations.RoundUpToPowerOf2((uint)bits);
        var f = new FixedPoint(bits + 2 * x);
        var series = ScaledLower(f, x * f.One, numerator, denominator);
        var logarithm = BitOperations.Log2((uint)x) * numerator;
        var whole = (int)(logarithm / denominator) + 1;
        // X^a = 2^whole · 2^-rest.
        var rest = (whole * denominator - logarithm) * f.Ln2() / denominator;
        return f.Multiply(series, f.ExpMinus(rest)) << whole >> 2 * x;
    }

    /// <summary>
    /// L(x) = a x^-a (Γ(a) - Γ(a, x)) = e^-x Σ x^n / ((a + 1) … (a + n)), n ≥ 0, for a = numerator / denominator.
    /// </summary>
    /// <param name="f">Arithmetic.</param>
    /// <param name="x">At least 0.</param>
    /// <param name="numerator">Above 0.</param>
    /// <param name="denominator">Above 0.</param>
    /// <remarks>
    /// L(x) = a ∫ v^(a-1) e^(-xv) over v in [0, 1], so that it is in (0, 1], and decreases by at most 1 for 1.
    /// Errors: term n is truncated once, and a unit there grows by at most x^m / m! to the m-th after it, so all N
    /// terms above 0 together err by at most N e^x units, and by N when e^-x is multiplied to it. The error of the
    /// exponential grows by the sum, which is at most e^x. (NIST Digital Library of Mathematical Functions, 8.7.1.)
    /// </remarks>
    public static BigInteger ScaledLower(FixedPoint f, BigInteger x, BigInteger numerator, BigInteger denominator)
    {
        var (sum, term) = (BigInteger.Zero, f.One);
        // a + n = divisor / denominator.
        var (divisor, factor) = (numerator, x * denominator);
        while (!term.IsZero)
        {
            sum += term;
            divisor += denominator;
            // The same whole number as the product over divisor · 2^bits.
            term = (term * factor >> f.Bits) / divisor;
        }

        return f.Multiply(f.ExpMinus(x), sum);
    }
}
