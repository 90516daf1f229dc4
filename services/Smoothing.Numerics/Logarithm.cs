using System.Runtime.Intrinsics;

namespace Smoothing.Numerics;

/// <summary>The natural logarithm in double-word arithmetic: the same bits on every platform.</summary>
/// <remarks>See PROOFS.md, "Logarithm".</remarks>
public static class Logarithm
{
    /// <summary>What every result may be off by, relative to itself: 2^-98.</summary>
    public const double RelativeError = 3.1554436208840472e-30;

    private const int Terms = 21;

    // What the terms from this one on add is below 2^-55 of the sum: plain doubles are enough for it.
    private const int PlainTerms = 11;

    // 1/(2i+1) for i = 0 .. Terms.
    private static readonly DoubleDouble[] OddReciprocals =
        [.. Enumerable.Range(0, Terms + 1).Select(i => DoubleDouble.One / ((2.0 * i) + 1))];

    /// <summary>The natural logarithm.</summary>
    /// <param name="value">Positive and finite. A subnormal value must be a double (its low part 0).</param>
    /// <returns>ln value within 2^-98 of it, relatively: also next to 1, where it is small. 0 at 1.</returns>
    public static DoubleDouble Of(DoubleDouble value)
    {
        Require.Positive(value.Hi, nameof(value));
        var (significand, exponent) = Split(value);
        return WithExponent(TwiceAtanh((significand - 1.0) / (significand + 1.0)), exponent);
    }

    /// <summary>The natural logarithms of four numbers, each to the bit as <see cref="Of(DoubleDouble)"/>.</summary>
    internal static void Of(ReadOnlySpan<DoubleDouble> four, Span<DoubleDouble> logarithms)
    {
        Span<DoubleDouble> significands = stackalloc DoubleDouble[4];
        Span<int> exponents = stackalloc int[4];
        for (var lane = 0; lane < 4; lane++)
        {
            (significands[lane], exponents[lane]) = Split(four[lane]);
        }

        var significand = DoubleDoubleLanes.Of(significands);
        var result = TwiceAtanh((significand + -Vector256<double>.One) / (significand + Vector256<double>.One));
        for (var lane = 0; lane < 4; lane++)
        {
            logarithms[lane] = WithExponent(result[lane], exponents[lane]);
        }
    }

    /// <summary>The natural logarithm of one plus a small number, without losing it against the one.</summary>
    /// <param name="value">Above -1 and finite; 0, or at least 2^-900 in magnitude.</param>
    /// <returns>ln(1 + value) within 2^-98 of it, relatively.</returns>
    public static DoubleDouble OfOnePlus(DoubleDouble value)
    {
        if (!(value.Hi > -1 || (value.Hi == -1 && value.Lo > 0)) || !value.IsFinite)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "value must be above -1 and finite.");
        }

        return value.Hi is >= -0.29 and <= 0.41 ? TwiceAtanh(value / (value + 2.0)) : Of(value + 1.0);
    }

    /// <summary>A double that the logarithm is not below.</summary>
    /// <param name="value">Positive and finite.</param>
    /// <returns>A double at most ln value, and within an ulp of it.</returns>
    public static double LowerBound(DoubleDouble value) => Of(value).RoundedDown(RelativeError);

    /// <summary>A double that the logarithm is not above.</summary>
    /// <param name="value">Positive and finite.</param>
    /// <returns>A double at least ln value, and within an ulp of it.</returns>
    public static double UpperBound(DoubleDouble value) => Of(value).RoundedUp(RelativeError);

    // value = Significand 2^Exponent, the significand in [√2/2, √2].
    private static (DoubleDouble Significand, int Exponent) Split(DoubleDouble value)
    {
        var shift = value.Hi < SmallestScaled ? ShiftOfSmall : 0;
        value = value.Scaled(shift);
        var exponent = Math.ILogB(value.Hi);
        var significand = value.Scaled(-exponent);
        return significand.Hi > Constants.Sqrt2
            ? (significand.Scaled(-1), exponent + 1 - shift)
            : (significand, exponent - shift);
    }

    private static DoubleDouble WithExponent(DoubleDouble logarithm, int exponent) =>
        exponent == 0 ? logarithm : (Constants.Ln2 * exponent) + logarithm;

    private const double SmallestScaled = 1e-250;
    private const int ShiftOfSmall = 300;

    // 2 atanh t = 2t (1 + t²/3 + t⁴/5 + ...), |t| at most 0.1717.
    private static DoubleDouble TwiceAtanh(DoubleDouble t)
    {
        var square = t * t;
        var rest = OddReciprocals[Terms].Hi;
        for (var i = Terms - 1; i >= PlainTerms; i--)
        {
            rest = (rest * square.Hi) + OddReciprocals[i].Hi;
        }

        var sum = DoubleDouble.FromDouble(rest);
        for (var i = PlainTerms - 1; i >= 0; i--)
        {
            sum = (sum * square) + OddReciprocals[i];
        }

        return t.Scaled(1) * sum;
    }

    private static DoubleDoubleLanes TwiceAtanh(DoubleDoubleLanes t)
    {
        var square = t * t;
        var rest = Vector256.Create(OddReciprocals[Terms].Hi);
        for (var i = Terms - 1; i >= PlainTerms; i--)
        {
            rest = (rest * square.Hi) + Vector256.Create(OddReciprocals[i].Hi);
        }

        var sum = new DoubleDoubleLanes(rest, Vector256<double>.Zero);
        for (var i = PlainTerms - 1; i >= 0; i--)
        {
            sum = (sum * square) + OddReciprocals[i];
        }

        return new DoubleDoubleLanes(t.Hi + t.Hi, t.Lo + t.Lo) * sum;
    }
}
