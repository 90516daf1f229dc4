namespace Smoothing.Numerics;

/// <summary>Sums, products, quotients and roots of doubles, rounded to the side that the name says.</summary>
/// <remarks>
/// "Down" is the largest double at most the exact result, "Up" the smallest double at least it. An exact result beyond
/// the largest double is rounded to that double on the one side and to infinity on the other.
/// See PROOFS.md, "Directed rounding".
/// </remarks>
public static partial class Directed
{
    // Between these a product, quotient or residual has an error that is itself a double.
    private const double Least = 1e-260;
    private const double Most = 1e290;

    /// <summary>The sum, rounded down.</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite.</param>
    /// <returns>The largest double at most a + b.</returns>
    public static double AddDown(double a, double b)
    {
        Require.Finite(a);
        Require.Finite(b);
        var sum = a + b;
        if (double.IsInfinity(sum))
        {
            return Math.Min(sum, double.MaxValue);
        }

        return Lost(a, b, sum) < 0 ? Math.BitDecrement(sum) : sum;
    }

    /// <summary>The sum, rounded up.</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite.</param>
    /// <returns>The smallest double at least a + b.</returns>
    public static double AddUp(double a, double b) => 0.0 - AddDown(-a, -b);

    /// <summary>The difference, rounded down.</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite.</param>
    /// <returns>The largest double at most a - b.</returns>
    public static double SubtractDown(double a, double b) => AddDown(a, -b);

    /// <summary>The difference, rounded up.</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite.</param>
    /// <returns>The smallest double at least a - b.</returns>
    public static double SubtractUp(double a, double b) => 0.0 - AddDown(-a, b);

    /// <summary>The product, rounded down.</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite.</param>
    /// <returns>The largest double at most a b.</returns>
    public static double MultiplyDown(double a, double b)
    {
        Require.Finite(a);
        Require.Finite(b);
        var product = a * b;
        if (Math.Abs(product) is >= Least and <= Most || a == 0 || b == 0)
        {
            return Math.FusedMultiplyAdd(a, b, -product) < 0 ? Math.BitDecrement(product) : product;
        }

        var (aPart, aExponent) = Split(a);
        var (bPart, bExponent) = Split(b);
        var (hi, lo) = ErrorFree.Product(aPart, bPart);
        return ScaleDown(hi, lo, aExponent + bExponent);
    }

    /// <summary>The product, rounded up.</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite.</param>
    /// <returns>The smallest double at least a b.</returns>
    public static double MultiplyUp(double a, double b) => 0.0 - MultiplyDown(-a, b);

    /// <summary>The quotient, rounded down.</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite and not zero.</param>
    /// <returns>The largest double at most a / b.</returns>
    public static double DivideDown(double a, double b)
    {
        Require.Finite(a);
        if (b == 0 || !double.IsFinite(b))
        {
            throw new ArgumentOutOfRangeException(nameof(b), b, "b must be finite and not zero.");
        }

        if (a == 0)
        {
            return 0;
        }

        var (aPart, aExponent) = Split(a);
        var (bPart, bExponent) = Split(b);
        var hi = aPart / bPart;
        var lo = Math.FusedMultiplyAdd(-hi, bPart, aPart) / bPart;
        return ScaleDown(hi, lo, aExponent - bExponent);
    }

    /// <summary>The quotient, rounded up.</summary>
    /// <param name="a">Finite.</param>
    /// <param name="b">Finite and not zero.</param>
    /// <returns>The smallest double at least a / b.</returns>
    public static double DivideUp(double a, double b) => 0.0 - DivideDown(-a, b);

    /// <summary>The square root, rounded down.</summary>
    /// <param name="a">Zero or more, and finite.</param>
    /// <returns>The largest double at most √a.</returns>
    public static double SqrtDown(double a)
    {
        var (root, lost) = Root(a);
        return lost < 0 ? Math.BitDecrement(root) : root;
    }

    /// <summary>The square root, rounded up.</summary>
    /// <param name="a">Zero or more, and finite.</param>
    /// <returns>The smallest double at least √a.</returns>
    public static double SqrtUp(double a)
    {
        var (root, lost) = Root(a);
        return lost > 0 ? Math.BitIncrement(root) : root;
    }

    // a + b - sum, exactly: Fast2Sum of the larger and the smaller is immune to overflow.
    private static double Lost(double a, double b, double sum) =>
        Math.Abs(a) >= Math.Abs(b) ? b - (sum - a) : a - (sum - b);

    // The nearest double to the root, and the sign of what it lacks. The residual of a small a could underflow; that of
    // 2^400 a cannot, and it has the same sign.
    private static (double Root, double Lost) Root(double a)
    {
        Require.Within(a, 0, double.MaxValue);
        var root = Math.Sqrt(a);
        if (a == 0)
        {
            return (0, 0);
        }

        var (part, scale) = a < Least ? (a * TwoTo400, TwoTo200) : (a, 1.0);
        return (root, Math.FusedMultiplyAdd(-(root * scale), root * scale, part));
    }

    private const double TwoTo200 = 1.6069380442589903e60;
    private const double TwoTo400 = TwoTo200 * TwoTo200;

    // value = Part 2^Exponent with |Part| in [1, 2), exactly.
    private static (double Part, int Exponent) Split(double value)
    {
        var exponent = Math.ILogB(value);
        return (Math.ScaleB(Math.ScaleB(value, -exponent / 2), -(exponent - (exponent / 2))), exponent);
    }
}
