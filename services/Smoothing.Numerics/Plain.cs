namespace Smoothing.Numerics;

/// <summary>Functions to a few ulp in double arithmetic, for guesses: the same bits on every platform.</summary>
/// <remarks>The series of <see cref="Logarithm"/> and <see cref="Numerics.Exponential"/>, shorter. No claim rests on
/// them.</remarks>
internal static class Plain
{
    private const double InverseLn2 = 1.4426950408889634;
    /// <summary>ln 2.</summary>
    internal const double Ln2 = 0.6931471805599453;

    // ln 2 less its head, the first 40 bits.
    private const double Ln2Tail = 7.371002565167799e-13;

    /// <summary>ln x, x positive and normal.</summary>
    internal static double Logarithm(double x)
    {
        var exponent = Math.ILogB(x);
        var significand = Math.ScaleB(x, -exponent);
        if (significand > Constants.Sqrt2)
        {
            (significand, exponent) = (significand / 2, exponent + 1);
        }

        return (exponent * Ln2) + TwiceAtanh((significand - 1) / (significand + 1));
    }

    /// <summary>ln(1 + x), x above -1, without losing a small x.</summary>
    internal static double LogarithmOfOnePlus(double x) =>
        x is >= -0.29 and <= 0.41 ? TwiceAtanh(x / (x + 2)) : Logarithm(1 + x);

    /// <summary>e^x for x in [-700, 700].</summary>
    internal static double Exponential(double x)
    {
        var exponent = Math.Round(x * InverseLn2);
        var rest = x - (exponent * Constants.Ln2Head) - (exponent * Ln2Tail);
        return Math.ScaleB(1 + LessOne(rest), (int)exponent);
    }

    /// <summary>e^x - 1 for x in [-700, 700], without losing a small x.</summary>
    internal static double ExponentialLessOne(double x) =>
        x is >= -0.36 and <= 0.36 ? LessOne(x) : Exponential(x) - 1;

    // 2t (1 + t²/3 + t⁴/5 + ...), |t| at most 0.1717.
    private static double TwiceAtanh(double t)
    {
        var square = t * t;
        var sum = 1.0 / 21;
        for (var i = 19; i >= 1; i -= 2)
        {
            sum = (sum * square) + Reciprocals[i];
        }

        return 2 * t * sum;
    }

    // x + x²/2! + x³/3! + ..., |x| at most 0.36.
    private static double LessOne(double x)
    {
        var sum = 1.0;
        for (var i = 14; i >= 2; i--)
        {
            sum = 1 + (sum * x * Reciprocals[i]);
        }

        return x * sum;
    }

    private static ReadOnlySpan<double> Reciprocals =>
    [
        0, 1, 1.0 / 2, 1.0 / 3, 1.0 / 4, 1.0 / 5, 1.0 / 6, 1.0 / 7, 1.0 / 8, 1.0 / 9, 1.0 / 10, 1.0 / 11, 1.0 / 12,
        1.0 / 13, 1.0 / 14, 1.0 / 15, 1.0 / 16, 1.0 / 17, 1.0 / 18, 1.0 / 19,
    ];
}
