using System.Numerics;

namespace Smoothing.Draws.Tables;

/// <summary>Numbers as whole multiples of 2^-bits: the same on every machine, their errors counted.</summary>
/// <remarks>Every operation truncates toward zero, so it errs by less than one unit 2^-bits.</remarks>
internal sealed class FixedPoint(int bits)
{
    /// <summary>Binary digits after the point.</summary>
    public int Bits { get; } = bits;

    /// <summary>The number 1.</summary>
    public BigInteger One { get; } = BigInteger.One << bits;

    /// <summary>A fraction of whole numbers, truncated.</summary>
    public BigInteger Ratio(BigInteger numerator, BigInteger denominator) => (numerator << Bits) / denominator;

    /// <summary>A product, truncated.</summary>
    public BigInteger Multiply(BigInteger a, BigInteger b) => Truncate(a * b);

    /// <summary>A quotient, truncated.</summary>
    public BigInteger Divide(BigInteger a, BigInteger b) => (a << Bits) / b;

    /// <summary>A square root, truncated.</summary>
    /// <param name="a">At least 0.</param>
    public BigInteger SquareRoot(BigInteger a)
    {
        var square = a << Bits;
        if (square.IsZero)
            return square;
        // Newton's iteration from above decreases to the floor of the root.
        var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + square / root) >> 1;
            if (next >= root)
                return root;
            root = next;
        }
    }

    /// <summary>exp(-a), within 2^h (bits + 4) units; h is 8 plus the binary digits of a's whole part.</summary>
    /// <param name="a">At least 0.</param>
    /// <remarks>
    /// The argument is halved h times, to below 2^-8, which costs one unit; the alternating Taylor series is summed to
    /// its last unit (at most bits / 8 + 2 terms, each within 2 units), then squared back. Squaring a number at most 1
    /// turns an error of e units into at most 2e + 2, so the error stays below 2^h (bits / 4 + 7) units. With a below
    /// 64 and at most 2^10 bits it is below 2^25 units.
    /// </remarks>
    public BigInteger ExpMinus(BigInteger a)
    {
        var halvings = 8 + (int)Math.Max(0, a.GetBitLength() - Bits);
        var reduced = a >> halvings;
        var (sum, term) = (One, One);
        for (var n = 1; !term.IsZero; n++)
        {
            term = -Multiply(term, reduced) / n;
            sum += term;
        }

        for (var i = 0; i < halvings; i++)
            sum = Multiply(sum, sum);
        return sum;
    }

    /// <summary>exp(y) for a y of either sign, within 2^25 units when bits is at most 2^10.</summary>
    /// <param name="y">At most 4.</param>
    /// <param name="ln2">ln 2, within 2 (bits + 10) units.</param>
    /// <remarks>
    /// exp(y) = 2^k exp(-r) with r = k ln 2 - y in [0, ln 2], which errs by 2 |k| (bits + 10) units; exp(-r) by
    /// 2^8 (bits + 4) more. Here k is at most 6, and 2^k |k| below 1 for k below 0.
    /// </remarks>
    public BigInteger Exp(BigInteger y, BigInteger ln2)
    {
        if (y < -Bits * One)
            return BigInteger.Zero;
        // The quotient is truncated toward zero, so that r is not below 0.
        var k = (int)(y / ln2) + (y.Sign > 0 ? 1 : 0);
        var power = ExpMinus(k * ln2 - y);
        return k < 0 ? power >> -k : power << k;
    }

    /// <summary>The natural logarithm of 2, within 2 (bits + 10) units.</summary>
    public BigInteger Ln2() => 2 * ArTanh(One / 3);

    /// <summary>The natural logarithm of a fraction.</summary>
    /// <param name="numerator">Above 0.</param>
    /// <param name="denominator">Above 0.</param>
    /// <param name="ln2">ln 2, within 2 (bits + 10) units.</param>
    /// <returns>ln(m · 2^k) with m in [2/3, 4/3], within 2 (|k| + 1) (bits + 10) units; 0 for 1.</returns>
    /// <remarks>ln m = 2 artanh((m - 1) / (m + 1)), whose argument is at most 1/5 and errs by less than 1.</remarks>
    public BigInteger Ln(BigInteger numerator, BigInteger denominator, BigInteger ln2)
    {
        var k = (int)(numerator.GetBitLength() - denominator.GetBitLength());
        var (top, bottom) = (numerator << Math.Max(0, -k), denominator << Math.Max(0, k));
        // top / bottom is between ½ and 2.
        if (3 * top > 4 * bottom)
            (bottom, k) = (bottom << 1, k + 1);
        else if (3 * top < 2 * bottom)
            (top, k) = (top << 1, k - 1);
        return 2 * ArTanh(Ratio(top - bottom, top + bottom)) + k * ln2;
    }

    /// <summary>The circle number, by Machin's formula, within 2^-(bits - 12) when bits is at most 2^10.</summary>
    /// <remarks>
    /// A power errs by less than 1.05 units, and term n of a series by less than 1 + 1.05 / n. The series have at most
    /// bits / 4.64 + 1 and bits / 15.8 + 1 terms before the power is 0, and count 16 and 4 times: at most 3,900 units.
    /// </remarks>
    public BigInteger Pi() => 4 * (4 * ArcTangentOfInverse(5) - ArcTangentOfInverse(239));

    private BigInteger ArcTangentOfInverse(int x)
    {
        var power = One / x;
        var sum = power;
        for (var n = 3; !power.IsZero; n += 2)
        {
            power = -power / (x * x);
            sum += power / n;
        }

        return sum;
    }

    /// <summary>The area hyperbolic tangent, within bits + 8 units.</summary>
    /// <param name="z">In [-1/3, 1/3].</param>
    /// <remarks>
    /// A power errs by e units with e' ≤ e / 9 + 1.4, so by less than 1.6; term n of the series z + z³/3 + z⁵/5 + … by
    /// less than 1 + 1.6 / n. There are at most bits / 3.17 + 2 before the power is 0; what follows is below 1 unit.
    /// </remarks>
    private BigInteger ArTanh(BigInteger z)
    {
        var square = Multiply(z, z);
        var (sum, power) = (z, z);
        for (var n = 3; !power.IsZero; n += 2)
        {
            power = Multiply(power, square);
            sum += power / n;
        }

        return sum;
    }

    private BigInteger Truncate(BigInteger product) => product.Sign < 0 ? -(-product >> Bits) : product >> Bits;
}
