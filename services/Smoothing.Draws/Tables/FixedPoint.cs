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

    /// <summary>exp(-a), within 2^-(bits - 26) when a is below 64 and bits at most 2^10.</summary>
    /// <param name="a">At least 0.</param>
    /// <remarks>
    /// The argument is halved until it is below 2^-8 (at most 14 times, which costs one unit), the alternating Taylor
    /// series is summed to its last unit (at most bits / 8 + 2 terms, each within 2 units), then squared back.
    /// Squaring a number at most 1 turns an error of e units into at most 2e + 2, so the error stays below
    /// 2^14 (bits + 4) units.
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

    private BigInteger Truncate(BigInteger product) => product.Sign < 0 ? -(-product >> Bits) : product >> Bits;
}
