namespace Smoothing.Numerics;

/// <summary>Confidence bounds of a binomial probability, each ending on a condition that anyone can evaluate.</summary>
/// <remarks>
/// C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
/// Biometrika 26, 1934. The bounds are the exact ones moved outward, mostly by less than an ulp. See PROOFS.md,
/// "Binomial bound".
/// </remarks>
public static class BinomialBound
{
    /// <summary>Whether a number is a lower confidence bound of the probability of success.</summary>
    /// <param name="bound">The number. In [0, 1].</param>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that the bound exceeds the truth. In (0, 1).</param>
    /// <returns>True only if P(at least so many successes), were the bound the truth, is at most the error.</returns>
    public static bool IsLowerBound(double bound, long successes, long draws, double error)
    {
        Require.OpenUnit(error);
        var tail = BinomialTail.UpperBound(successes, draws, bound);
        return bound == 0 || tail <= error;
    }

    /// <summary>Whether a number is an upper confidence bound of the probability of failure.</summary>
    /// <param name="bound">The number. In [0, 1].</param>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that the bound is below the truth. In (0, 1).</param>
    /// <returns>True only if P(at least so many successes), were the bound the truth, is at most the error.</returns>
    public static bool IsComplementUpperBound(double bound, long successes, long draws, double error)
    {
        Require.OpenUnit(error);
        var tail = BinomialTail.UpperBoundFromFailure(successes, draws, bound);
        return bound == 1 || tail <= error;
    }

    /// <summary>Whether a number is an upper confidence bound of the probability of success.</summary>
    /// <param name="bound">The number. In [0, 1].</param>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that the bound is below the truth. In (0, 1).</param>
    /// <returns>True only if P(at most so many successes), were the bound the truth, is at most the error.</returns>
    public static bool IsUpperBound(double bound, long successes, long draws, double error)
    {
        Check(successes, draws, error);
        return IsComplementUpperBound(bound, draws - successes, draws, error);
    }

    /// <summary>Lower confidence bound of the probability of success.</summary>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that the bound exceeds the truth. In (0, 1).</param>
    /// <returns>
    /// A number at most the exact bound (within 5 ulp of it in every test): a double for which
    /// <see cref="IsLowerBound"/> holds and after which it fails. 0 without successes.
    /// </returns>
    public static double LowerBound(long successes, long draws, double error)
    {
        Check(successes, draws, error);
        return successes == 0 ? 0 : new BinomialSearch(successes, draws, error).LowerBound();
    }

    /// <summary>Upper confidence bound of the probability of failure, with all its digits next to 0.</summary>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that the bound is below the truth. In (0, 1).</param>
    /// <returns>
    /// A number at least the exact bound (within 5 ulp of it in every test): a double for which
    /// <see cref="IsComplementUpperBound"/> holds and before which it fails. 1 without successes.
    /// </returns>
    public static double ComplementUpperBound(long successes, long draws, double error)
    {
        Check(successes, draws, error);
        return successes == 0 ? 1 : new BinomialSearch(successes, draws, error).ComplementUpperBound();
    }

    /// <summary>Both bounds of one count, in less time than one after the other.</summary>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that a bound is on the wrong side; they are, or are not, together,
    /// roundings apart. In (0, 1).</param>
    /// <returns><see cref="LowerBound"/> and <see cref="ComplementUpperBound"/>, to the last bit.</returns>
    public static (double Lower, double ComplementUpper) LowerAndComplementUpper(
        long successes, long draws, double error)
    {
        Check(successes, draws, error);
        if (successes == 0)
        {
            return (0, 1);
        }

        var search = new BinomialSearch(successes, draws, error);
        return (search.LowerBound(), search.ComplementUpperBound());
    }

    /// <summary>Upper confidence bound of the probability of success.</summary>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that the bound is below the truth. In (0, 1).</param>
    /// <returns>
    /// A number at least the exact bound (within 5 ulp of it in every test): a double for which
    /// <see cref="IsUpperBound"/> holds and before which it fails. 1 if every draw was a success.
    /// </returns>
    public static double UpperBound(long successes, long draws, double error)
    {
        Check(successes, draws, error);
        return ComplementUpperBound(draws - successes, draws, error);
    }

    private static void Check(long successes, long draws, double error)
    {
        Require.Within(draws, 1, BinomialTail.MostDraws);
        Require.Within(successes, 0, draws);
        Require.OpenUnit(error);
    }
}
