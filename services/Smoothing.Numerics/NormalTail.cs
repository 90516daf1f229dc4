namespace Smoothing.Numerics;

/// <summary>Bounds of Q(z) = P(N(0,1) > z), the upper tail of the standard normal law.</summary>
/// <remarks>See PROOFS.md, "Normal tail".</remarks>
public static class NormalTail
{
    /// <summary>The largest |z|: Q(40) is below the smallest double.</summary>
    public const double Most = 40;

    // 2^-90: at least what any of the pieces is off by, relatively.
    private const double Margin = 8.077935669463161e-28;
    private const double SeriesMost = 4;

    /// <summary>A bound of the upper tail from below.</summary>
    /// <param name="z">In [-40, 40].</param>
    /// <returns>
    /// A number at most Q(z), within an ulp of it: a value within 2^-70 of Q(z) relatively (and, next to 0, within
    /// 2^-88 of 1/2 - Q(z) relatively), rounded down once.
    /// </returns>
    public static double LowerBound(double z)
    {
        Require.Within(z, -Most, Most);
        return z switch
        {
            > SeriesMost => LowerBeyond(z).RoundedDown(0),
            < -SeriesMost => Directed.AddDown(1, -UpperBeyond(-z).Raised(0)),
            _ => Directed.AddDown(0.5, -FromCentre(z).Raised(Margin)),
        };
    }

    /// <summary>A bound of the upper tail from above.</summary>
    /// <param name="z">In [-40, 40].</param>
    /// <returns>
    /// A number at least Q(z), within an ulp of it: a value within 2^-70 of Q(z) relatively (and, next to 0, within
    /// 2^-88 of 1/2 - Q(z) relatively), rounded up once.
    /// </returns>
    public static double UpperBound(double z)
    {
        Require.Within(z, -Most, Most);
        return z switch
        {
            > SeriesMost => UpperBeyond(z).RoundedUp(0),
            < -SeriesMost => Directed.AddUp(1, -LowerBeyond(-z).Lowered(0)),
            _ => Directed.AddUp(0.5, -FromCentre(z).Lowered(Margin)),
        };
    }

    /// <summary>1/2 - Q(z) within 2^-92 of it, relatively, for |z| at most 4.</summary>
    internal static DoubleDouble FromCentre(double z)
    {
        if (Math.Abs(z) < LeastOfSeries)
        {
            // Below 1e-250 the product could underflow to 0; what is rounded to a double next to 1/2 does not change.
            return Constants.InverseSqrtTwoPi * (z == 0 ? 0 : Math.CopySign(Math.Max(Math.Abs(z), 1e-250), z));
        }

        // φ(z) (z + z³/3 + z⁵/15 + ...): all of one sign.
        var square = DoubleDouble.FromProduct(z, z);
        var term = DoubleDouble.FromDouble(z);
        var sum = term;
        for (var odd = 3.0; ; odd += 2)
        {
            term = term * square / odd;
            sum += term;
            if (odd >= 2 * square.Hi && Math.Abs(term.Hi) <= Small * Math.Abs(sum.Hi))
            {
                return (sum + Rest(term.Hi, square.Hi, odd)) * Density(square);
            }
        }
    }

    // What follows a term, where terms are so small that plain doubles are enough and fall by half at least.
    private static double Rest(double term, double square, double odd)
    {
        var (sum, least) = (0.0, Math.Abs(term) * Small);
        while (Math.Abs(term) > least)
        {
            odd += 2;
            term = term * square / odd;
            sum += term;
        }

        return sum;
    }

    /// <summary>A bound of Q(z) from below, for z from 4 to 40: φ(z) times a convergent of the Mills ratio.</summary>
    internal static ScaledNumber LowerBeyond(double z)
    {
        var tail = ScaledDensity(z) * Convergent(z, Terms(z) + 1);
        return tail with { Value = tail.Value.Lowered(Margin) };
    }

    /// <summary>A bound of Q(z) from above, for z from 4 to 40.</summary>
    internal static ScaledNumber UpperBeyond(double z)
    {
        var tail = ScaledDensity(z) * Convergent(z, Terms(z));
        return tail with { Value = tail.Value.Raised(Margin) };
    }

    // Even, and enough for 2^-72 between two convergents: which of them is above does not depend on how many there are.
    private static int Terms(double z) => z < 6 ? 72 : z < 10 ? 36 : 20;

    // 1/(z + 1/(z + 2/(z + ... + terms/z))): above the Mills ratio for an even number of terms, below for an odd one.
    private static DoubleDouble Convergent(double z, int terms)
    {
        var denominator = DoubleDouble.FromDouble(z);
        for (var i = terms; i > 0; i--)
        {
            denominator = (i / denominator) + z;
        }

        return DoubleDouble.One / denominator;
    }

    private static DoubleDouble Density(DoubleDouble square) =>
        Exponential.Of(-square.Scaled(-1)) * Constants.InverseSqrtTwoPi;

    private static ScaledNumber ScaledDensity(double z) =>
        Exponential.Scaled(-DoubleDouble.FromProduct(z, z).Scaled(-1)) * Constants.InverseSqrtTwoPi;

    // Below 2^-64, z³/6 is less than 2^-129 of z.
    private const double LeastOfSeries = 5.421010862427522e-20;

    // 2^-56.
    private const double Small = 1.3877787807814457e-17;
}
