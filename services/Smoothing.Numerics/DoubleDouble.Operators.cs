namespace Smoothing.Numerics;

public readonly partial record struct DoubleDouble
{
    /// <summary>A double, exactly.</summary>
    /// <param name="value">Finite.</param>
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    /// <summary>The negative, exactly.</summary>
    /// <param name="a">Any.</param>
    public static DoubleDouble operator -(DoubleDouble a) => new(-a.Hi, -a.Lo);

    /// <summary>The sum, within 3u²+13u³ of it relatively (AccurateDWPlusDW).</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (sum, error) = ErrorFree.Sum(a.Hi, b.Hi);
        var (lowSum, lowError) = ErrorFree.Sum(a.Lo, b.Lo);
        (sum, error) = ErrorFree.OrderedSum(sum, error + lowSum);
        return Ordered(sum, lowError + error);
    }

    /// <summary>The sum, within 2u² of it relatively (DWPlusFP).</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static DoubleDouble operator +(DoubleDouble a, double b)
    {
        var (sum, error) = ErrorFree.Sum(a.Hi, b);
        return Ordered(sum, a.Lo + error);
    }

    /// <summary>The sum, within 2u² of it relatively.</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static DoubleDouble operator +(double a, DoubleDouble b) => b + a;

    /// <summary>The difference, within 3u²+13u³ of it relatively.</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    /// <summary>The difference, within 2u² of it relatively.</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static DoubleDouble operator -(DoubleDouble a, double b) => a + -b;

    /// <summary>The difference, within 2u² of it relatively.</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static DoubleDouble operator -(double a, DoubleDouble b) => -b + a;

    /// <summary>The product, within 5u² of it relatively (DWTimesDW3).</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var (product, error) = ErrorFree.Product(a.Hi, b.Hi);
        var cross = Math.FusedMultiplyAdd(a.Hi, b.Lo, a.Lo * b.Lo);
        return Ordered(product, error + Math.FusedMultiplyAdd(a.Lo, b.Hi, cross));
    }

    /// <summary>The product, within 2u² of it relatively (DWTimesFP3).</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static DoubleDouble operator *(DoubleDouble a, double b)
    {
        var (product, error) = ErrorFree.Product(a.Hi, b);
        return Ordered(product, Math.FusedMultiplyAdd(a.Lo, b, error));
    }

    /// <summary>The product, within 2u² of it relatively.</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static DoubleDouble operator *(double a, DoubleDouble b) => b * a;

    /// <summary>The quotient, within 9.8u² of it relatively (DWDivDW3).</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Not zero.</param>
    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var guess = 1 / b.Hi;
        var rest = Math.FusedMultiplyAdd(-b.Hi, guess, 1);
        var reciprocal = (Ordered(rest, -(b.Lo * guess)) * guess) + guess;
        return a * reciprocal;
    }

    /// <summary>The quotient, within 3u² of it relatively (DWDivFP3).</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Not zero.</param>
    public static DoubleDouble operator /(DoubleDouble a, double b)
    {
        var guess = a.Hi / b;
        var (product, error) = ErrorFree.Product(guess, b);
        var rest = (a.Hi - product - error) + a.Lo;
        return Ordered(guess, rest / b);
    }

    /// <summary>The quotient, within 9.8u² of it relatively.</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Not zero.</param>
    public static DoubleDouble operator /(double a, DoubleDouble b) => FromDouble(a) / b;

    /// <summary>Whether a is less than b, exactly.</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static bool operator <(DoubleDouble a, DoubleDouble b) => a.Hi < b.Hi || (a.Hi == b.Hi && a.Lo < b.Lo);

    /// <summary>Whether a is more than b, exactly.</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static bool operator >(DoubleDouble a, DoubleDouble b) => b < a;

    /// <summary>Whether a is at most b, exactly.</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static bool operator <=(DoubleDouble a, DoubleDouble b) => a.Hi < b.Hi || (a.Hi == b.Hi && a.Lo <= b.Lo);

    /// <summary>Whether a is at least b, exactly.</summary>
    /// <param name="a">Any.</param>
    /// <param name="b">Any.</param>
    public static bool operator >=(DoubleDouble a, DoubleDouble b) => b <= a;
}
