namespace Smoothing.Numerics;

/// <summary>The two expansions of the incomplete gamma function, a in (0, 1], that have no cancellation.</summary>
/// <remarks>See PROOFS.md, "Incomplete gamma functions".</remarks>
internal static class IncompleteGamma
{
    // 2^-110.
    private const double Negligible = 7.703719777548943e-34;

    /// <summary>
    /// 1 + x/(a+1) + x²/((a+1)(a+2)) + ...: e^-x x^a times it is a γ(a, x), the integral from 0 up.
    /// </summary>
    /// <param name="a">In [0, 1].</param>
    /// <param name="x">In [0, 80].</param>
    /// <returns>The sum; PROOFS.md says within what.</returns>
    internal static DoubleDouble Series(DoubleDouble a, DoubleDouble x)
    {
        var term = DoubleDouble.One;
        var sum = term;
        for (var n = 1.0; n <= 2 * x.Hi || term.Hi > Negligible * sum.Hi; n++)
        {
            term = term * x / (a + n);
            sum += term;
        }

        return sum;
    }

    /// <summary>
    /// An even convergent of K = 1/(x + (1-a)/(1 + 1/(x + (2-a)/(1 + 2/(x + ...))))): e^-x x^a K is Γ(a, x).
    /// </summary>
    /// <param name="a">In (0, 1].</param>
    /// <param name="oneLessA">1 - a, with a relative precision of its own.</param>
    /// <param name="x">In [1, 1000].</param>
    /// <returns>A number at least K, roundings apart, and within 2^-72 of it.</returns>
    internal static DoubleDouble Above(DoubleDouble a, DoubleDouble oneLessA, DoubleDouble x) =>
        Convergent(a, oneLessA, x, x);

    /// <summary>An odd convergent of the same continued fraction.</summary>
    /// <param name="a">In (0, 1].</param>
    /// <param name="oneLessA">1 - a, with a relative precision of its own.</param>
    /// <param name="x">In [1, 1000].</param>
    /// <returns>A number at most K, roundings apart, and within 2^-72 of it.</returns>
    internal static DoubleDouble Below(DoubleDouble a, DoubleDouble oneLessA, DoubleDouble x) =>
        Convergent(a, oneLessA, x, x + (Pairs(x.Hi) - a + 1.0));

    // From the innermost denominator outward, two levels at a time: (j-a)/(1 + j/D) = (j-a) D/(D + j).
    private static DoubleDouble Convergent(
        DoubleDouble a, DoubleDouble oneLessA, DoubleDouble x, DoubleDouble innermost)
    {
        var denominator = innermost;
        for (var j = Pairs(x.Hi); j > 0; j--)
        {
            var numerator = j == 1 ? oneLessA : j - a;
            denominator = x + (numerator * denominator / (denominator + j));
        }

        return DoubleDouble.One / denominator;
    }

    // Enough for 2^-72 between the two; which of them is above does not depend on how many there are.
    private static int Pairs(double x) => 7 + (int)(200 / x);
}
