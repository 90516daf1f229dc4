namespace Smoothing.Numerics;

public static partial class Directed
{
    /// <summary>The largest double at most (hi + lo) 2^exponent.</summary>
    /// <remarks>|lo| at most half an ulp of hi, |hi| in [2^-100, 2^200].</remarks>
    internal static double ScaleDown(double hi, double lo, int exponent)
    {
        if (hi == 0)
        {
            return 0;
        }

        // Beyond these the answer does not depend on hi, and below it 2^-exponent is a double.
        if (exponent > 1200)
        {
            return hi > 0 ? double.MaxValue : double.NegativeInfinity;
        }

        if (exponent < -1400)
        {
            return hi > 0 ? 0 : -double.Epsilon;
        }

        var near = Math.ScaleB(hi, exponent);
        if (double.IsInfinity(near))
        {
            return near > 0 ? double.MaxValue : near;
        }

        // Exact: near is hi with low bits rounded off, so the difference has no more bits than hi.
        var lost = hi - Math.ScaleB(Math.ScaleB(near, -exponent / 2), -(exponent - (exponent / 2)));
        return lost < 0 || (lost == 0 && lo < 0) ? Math.BitDecrement(near) : near;
    }

    /// <summary>The smallest double at least (hi + lo) 2^exponent.</summary>
    internal static double ScaleUp(double hi, double lo, int exponent) => 0.0 - ScaleDown(-hi, -lo, exponent);

    /// <summary>The largest double at most a + hi + lo, |lo| at most half an ulp of hi, |hi| at most |a|.</summary>
    internal static double AddDown(double a, DoubleDouble b)
    {
        var (sum, error) = ErrorFree.Sum(a, b.Hi);
        var (rest, last) = ErrorFree.Sum(error, b.Lo);
        (sum, rest) = ErrorFree.Sum(sum, rest);
        return rest < 0 || (rest == 0 && last < 0) ? Math.BitDecrement(sum) : sum;
    }

    /// <summary>The smallest double at least a + hi + lo, |lo| at most half an ulp of hi, |hi| at most |a|.</summary>
    internal static double AddUp(double a, DoubleDouble b) => 0.0 - AddDown(-a, -b);
}
