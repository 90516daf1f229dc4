namespace Smoothing.Numerics;

/// <summary>Bounds of P(X at least k) for a binomial X: what a confidence bound is checked against.</summary>
/// <remarks>
/// The probability of success, or that of failure, is a double and is taken exactly; its complement is then exact in
/// double words. The bounds differ from the truth by at most 1e-12 of it for n up to 1e5, 1e-10 for n up to 2^30 (and
/// by the rounding to a double). See PROOFS.md, "Binomial tail".
/// </remarks>
public static class BinomialTail
{
    /// <summary>The largest number of draws: 2^30.</summary>
    public const long MostDraws = 1L << 30;

    /// <summary>A bound of P(X at least k) from above.</summary>
    /// <param name="successes">k, in [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="success">The probability of success, exactly. In [0, 1].</param>
    /// <returns>A number at least P(X >= k), and at most 1.</returns>
    public static double UpperBound(long successes, long draws, double success)
    {
        Check(successes, draws, success, nameof(success));
        return UpperBound(new BinomialCoefficient(successes, draws), success);
    }

    /// <summary>A bound of P(X at least k) from above, the probability of failure being given.</summary>
    /// <param name="successes">k, in [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="failure">The probability of failure, exactly. In [0, 1].</param>
    /// <returns>A number at least P(X >= k), and at most 1.</returns>
    public static double UpperBoundFromFailure(long successes, long draws, double failure)
    {
        Check(successes, draws, failure, nameof(failure));
        return UpperBoundFromFailure(new BinomialCoefficient(successes, draws), failure);
    }

    /// <summary>A bound of P(X at least k) from below.</summary>
    /// <param name="successes">k, in [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="success">The probability of success, exactly. In [0, 1].</param>
    /// <returns>A number at most P(X >= k), and at least 0.</returns>
    public static double LowerBound(long successes, long draws, double success)
    {
        Check(successes, draws, success, nameof(success));
        return Lower(successes, draws, success, DoubleDouble.FromSum(1, -success));
    }

    /// <summary>A bound of P(X at least k) from below, the probability of failure being given.</summary>
    /// <param name="successes">k, in [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="failure">The probability of failure, exactly. In [0, 1].</param>
    /// <returns>A number at most P(X >= k), and at least 0.</returns>
    public static double LowerBoundFromFailure(long successes, long draws, double failure)
    {
        Check(successes, draws, failure, nameof(failure));
        return Lower(successes, draws, DoubleDouble.FromSum(1, -failure), failure);
    }

    /// <summary>The same bound, the coefficient of k being known.</summary>
    internal static double UpperBound(in BinomialCoefficient coefficient, double success) =>
        Upper(coefficient, success, DoubleDouble.FromSum(1, -success));

    /// <summary>The same bound from the probability of failure, the coefficient of k being known.</summary>
    internal static double UpperBoundFromFailure(in BinomialCoefficient coefficient, double failure) =>
        Upper(coefficient, DoubleDouble.FromSum(1, -failure), failure);

    /// <summary>The same bound for four probabilities at once, to the bit.</summary>
    /// <returns>False, and nothing computed, where one of them is not in the range of the plain formula.</returns>
    internal static bool TryUpperBounds(
        in BinomialCoefficient coefficient, ReadOnlySpan<DoubleDouble> p, ReadOnlySpan<DoubleDouble> q,
        Span<double> tails)
    {
        var (k, n) = (coefficient.Successes, coefficient.Draws);
        for (var lane = 0; lane < 4; lane++)
        {
            if (k == 0 || k == n || !(p[lane].Hi > 0 && q[lane].Hi > 0) || !Falls(k, n, p[lane], q[lane]))
            {
                return false;
            }
        }

        Span<BinomialMass> masses = stackalloc BinomialMass[4];
        BinomialMass.Of(coefficient, p, q, masses);
        Span<DoubleDouble> logarithms = stackalloc DoubleDouble[4];
        for (var lane = 0; lane < 4; lane++)
        {
            if (masses[lane].IsNegligible)
            {
                return false;
            }

            logarithms[lane] = masses[lane].Logarithm;
        }

        Span<ScaledNumber> values = stackalloc ScaledNumber[4];
        Exponential.Scaled(logarithms, values);
        Span<DoubleDouble> series = stackalloc DoubleDouble[4];
        BinomialSeries.UpperBounds(k, n, p, q, series);
        for (var lane = 0; lane < 4; lane++)
        {
            tails[lane] = Math.Min(1, UpperTail(values[lane] * series[lane], masses[lane]).RoundedUp(0));
        }

        return true;
    }

    private static double Upper(in BinomialCoefficient coefficient, DoubleDouble p, DoubleDouble q)
    {
        var (k, n) = (coefficient.Successes, coefficient.Draws);
        if (k == 0 || q.Hi == 0)
        {
            return 1;
        }

        if (p.Hi == 0)
        {
            return 0;
        }

        return Falls(k, n, p, q)
            ? Math.Min(1, UpperTail(coefficient, p, q).RoundedUp(0))
            : Math.Min(1, Directed.AddUp(1, -LowerTail(n - k + 1, n, q, p).Lowered(0)));
    }

    private static double Lower(long k, long n, DoubleDouble p, DoubleDouble q)
    {
        if (k == 0 || q.Hi == 0)
        {
            return 1;
        }

        if (p.Hi == 0)
        {
            return 0;
        }

        return Falls(k, n, p, q)
            ? LowerTail(k, n, p, q).RoundedDown(0)
            : Math.Max(0, Directed.AddDown(1, -UpperTail(new(n - k + 1, n), q, p).Raised(0)));
    }

    // Whether the probabilities fall from k upward; if not, those from k-1 downward do. Near the mode either serves.
    private static bool Falls(long k, long n, DoubleDouble p, DoubleDouble q) => (n - k) * p.Hi <= (k + 1) * q.Hi;

    private static ScaledNumber UpperTail(in BinomialCoefficient coefficient, DoubleDouble p, DoubleDouble q)
    {
        var mass = BinomialMass.Of(coefficient, p, q);
        if (mass.IsNegligible)
        {
            return new(DoubleDouble.One, -1100);
        }

        var tail = mass.Value * BinomialSeries.UpperBound(coefficient.Successes, coefficient.Draws, p, q);
        return UpperTail(tail, mass);
    }

    private static ScaledNumber UpperTail(ScaledNumber tail, in BinomialMass mass) =>
        tail with { Value = tail.Value.Raised(mass.ValueError) };

    private static ScaledNumber LowerTail(long k, long n, DoubleDouble p, DoubleDouble q)
    {
        var mass = BinomialMass.Of(new(k, n), p, q);
        if (mass.IsNegligible)
        {
            return default;
        }

        var tail = mass.Value * BinomialSeries.LowerBound(k, n, p, q);
        return tail with { Value = tail.Value.Lowered(mass.ValueError) };
    }

    private static void Check(long successes, long draws, double probability, string name)
    {
        Require.Within(draws, 1, MostDraws);
        Require.Within(successes, 0, draws);
        Require.Within(probability, 0, 1, name);
    }
}
