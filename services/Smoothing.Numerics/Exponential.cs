using System.Runtime.Intrinsics;

namespace Smoothing.Numerics;

/// <summary>The exponential function in double-word arithmetic: the same bits on every platform.</summary>
/// <remarks>See PROOFS.md, "Exponential".</remarks>
public static class Exponential
{
    /// <summary>What every result may be off by, relative to itself: 2^-98.</summary>
    public const double RelativeError = 3.1554436208840472e-30;

    private const int Terms = 26;

    // What the terms from this one on add is below 2^-52 of the sum: plain doubles are enough for it.
    private const int PlainTerms = 14;
    private const double InverseLn2 = 1.4426950408889634;

    // 1/i! for i = 0 .. Terms.
    private static readonly DoubleDouble[] Reciprocals = InverseFactorials();

    /// <summary>e to a power.</summary>
    /// <param name="power">In [-600, 690], so that both parts of the result are normal numbers.</param>
    /// <returns>e^power within 2^-98 of it, relatively.</returns>
    public static DoubleDouble Of(DoubleDouble power)
    {
        Require.Within(power.Hi, -600, 690, nameof(power));
        var scaled = Scaled(power);
        return scaled.Value.Scaled(scaled.Exponent);
    }

    /// <summary>e to a power, less one, without losing a small power against the one.</summary>
    /// <param name="power">In [-600, 690]; 0, or at least 2^-900 in magnitude.</param>
    /// <returns>e^power - 1 within 2^-98 of it, relatively.</returns>
    public static DoubleDouble LessOne(DoubleDouble power) =>
        power.Hi is >= -0.36 and <= 0.36 ? power * Series(power, 1) : Of(power) - 1.0;

    /// <summary>e to a power, less one and less the power: of a small power, about half its square.</summary>
    /// <param name="power">In [-600, 690]; 0, or at least 2^-440 in magnitude.</param>
    /// <returns>e^power - 1 - power within 2^-92 of it, relatively.</returns>
    internal static DoubleDouble LessOneAndPower(DoubleDouble power) =>
        power.Hi is >= -0.36 and <= 0.36 ? power * power * Series(power, 2) : Of(power) - 1.0 - power;

    /// <summary>A double that e to a power is not below.</summary>
    /// <param name="power">At most 709.</param>
    /// <returns>A double at most e^power, and within an ulp of it (of the smallest subnormal at least).</returns>
    public static double LowerBound(DoubleDouble power)
    {
        RequireAtMost709(power);
        return power.Hi < -1000 ? 0 : Scaled(power).RoundedDown(RelativeError);
    }

    /// <summary>A double that e to a power is not above.</summary>
    /// <param name="power">At most 709.</param>
    /// <returns>A double at least e^power, and within an ulp of it (of the smallest subnormal at least).</returns>
    public static double UpperBound(DoubleDouble power)
    {
        RequireAtMost709(power);
        return power.Hi < -1000 ? double.Epsilon : Scaled(power).RoundedUp(RelativeError);
    }

    /// <summary>e^power within 2^-98 of it, relatively, for |power| at most 1001: beyond the range of double.</summary>
    internal static ScaledNumber Scaled(DoubleDouble power)
    {
        var (rest, exponent) = Split(power);
        return new(Series(rest, 0), exponent);
    }

    /// <summary>e to four powers, each to the bit as <see cref="Scaled(DoubleDouble)"/>.</summary>
    internal static void Scaled(ReadOnlySpan<DoubleDouble> four, Span<ScaledNumber> results)
    {
        Span<DoubleDouble> rests = stackalloc DoubleDouble[4];
        Span<int> exponents = stackalloc int[4];
        for (var lane = 0; lane < 4; lane++)
        {
            (rests[lane], exponents[lane]) = Split(four[lane]);
        }

        var series = Series(DoubleDoubleLanes.Of(rests));
        for (var lane = 0; lane < 4; lane++)
        {
            results[lane] = new(series[lane], exponents[lane]);
        }
    }

    // power = Small + Exponent ln 2, |Small| at most about ln 2 / 2.
    private static (DoubleDouble Small, int Exponent) Split(DoubleDouble power)
    {
        var exponent = (int)Math.Round(power.Hi * InverseLn2);
        return (power - (exponent * Constants.Ln2Head) - (Constants.Ln2Tail * exponent), exponent);
    }

    // Sum of x^(i-first) / i! from i = first.
    private static DoubleDouble Series(DoubleDouble x, int first)
    {
        var rest = Reciprocals[Terms].Hi;
        for (var i = Terms - 1; i >= PlainTerms; i--)
        {
            rest = (rest * x.Hi) + Reciprocals[i].Hi;
        }

        var sum = DoubleDouble.FromDouble(rest);
        for (var i = PlainTerms - 1; i >= first; i--)
        {
            sum = (sum * x) + Reciprocals[i];
        }

        return sum;
    }

    private static DoubleDoubleLanes Series(DoubleDoubleLanes x)
    {
        var rest = Vector256.Create(Reciprocals[Terms].Hi);
        for (var i = Terms - 1; i >= PlainTerms; i--)
        {
            rest = (rest * x.Hi) + Vector256.Create(Reciprocals[i].Hi);
        }

        var sum = new DoubleDoubleLanes(rest, Vector256<double>.Zero);
        for (var i = PlainTerms - 1; i >= 0; i--)
        {
            sum = (sum * x) + Reciprocals[i];
        }

        return sum;
    }

    private static DoubleDouble[] InverseFactorials()
    {
        var result = new DoubleDouble[Terms + 1];
        result[0] = DoubleDouble.One;
        for (var i = 1; i <= Terms; i++)
        {
            result[i] = result[i - 1] / (double)i;
        }

        return result;
    }

    private static void RequireAtMost709(DoubleDouble power)
    {
        if (!(power.Hi <= 709))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, "power must be at most 709.");
        }
    }
}
