using System.Numerics;

namespace Smoothing.Numerics;

public static partial class Directed
{
    /// <summary>The quotient of two whole numbers, rounded down.</summary>
    /// <param name="a">0, or of a magnitude in [1, 2^500].</param>
    /// <param name="b">In [1, 2^500].</param>
    /// <returns>The largest double at most a / b.</returns>
    public static double FractionDown(BigInteger a, BigInteger b)
    {
        if (BigInteger.Abs(a).GetBitLength() > 501 || b.Sign <= 0 || b.GetBitLength() > 501)
        {
            throw new ArgumentOutOfRangeException(nameof(b), "a and b must be at most 2^500, and b above 0.");
        }

        // A conversion cuts bits off, so that this is within a few ulp, and comparisons say which double it is.
        var quotient = (double)a / (double)b;
        while (IsAbove(quotient, a, b))
        {
            quotient = Math.BitDecrement(quotient);
        }

        while (!IsAbove(Math.BitIncrement(quotient), a, b))
        {
            quotient = Math.BitIncrement(quotient);
        }

        return quotient;
    }

    /// <summary>The quotient of two whole numbers, rounded up.</summary>
    /// <param name="a">0, or of a magnitude in [1, 2^500].</param>
    /// <param name="b">In [1, 2^500].</param>
    /// <returns>The smallest double at least a / b.</returns>
    public static double FractionUp(BigInteger a, BigInteger b) => 0.0 - FractionDown(-a, b);

    // Whether value > a / b, exactly.
    private static bool IsAbove(double value, BigInteger a, BigInteger b)
    {
        if (value == 0)
        {
            return a.Sign < 0;
        }

        if (Math.Abs(value) == double.Epsilon)
        {
            return value > 0 ? a.Sign <= 0 : a.Sign < 0;
        }

        var exponent = Math.ILogB(value) - 52;
        var significand = (BigInteger)Math.ScaleB(value, -exponent);
        return exponent < 0 ? significand * b > a << -exponent : (significand << exponent) * b > a;
    }
}
