namespace Smoothing.Numerics;

/// <summary>
/// A lower confidence bound of a probability that holds at every number of draws at once, ending on a condition that
/// anyone can evaluate.
/// </summary>
/// <remarks>
/// The probabilities at which a mixture likelihood ratio, a martingale, has not reached 1/error: H. Robbins,
/// "Statistical methods related to the law of the iterated logarithm", Annals of Mathematical Statistics 41, 1970. The
/// mixture is the beta(1/2, 1/2) law above the probability in question. See PROOFS.md, "Anytime bound".
/// </remarks>
public static class AnytimeBound
{
    // The ratio falls, so what holds at a larger probability holds at a smaller one: 2^-800.
    private const double Least = 1.499696813895631e-241;

    // The ratio is worked out up to its inverse.
    private const double LeastError = 1e-200;

    /// <summary>Whether a number is a lower bound of the probability of success.</summary>
    /// <param name="bound">The number. In [0, 1].</param>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that the bound ever exceeds the truth. In [1e-200, 1).</param>
    /// <returns>True only if the mixture ratio against the bound is at least 1/error, or the bound is 0.</returns>
    public static bool IsLowerBound(double bound, long successes, long draws, double error)
    {
        Check(successes, draws, error);
        Require.Within(bound, 0, 1);
        var p = Math.Max(bound, Least);
        return bound == 0
            || (bound < 1 && MixtureRatio.Reaches(successes, draws, p, DoubleDouble.FromSum(1, -p), error));
    }

    /// <summary>Whether a number is an upper bound of the probability of failure.</summary>
    /// <param name="bound">The number. In [0, 1].</param>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that the bound is ever below the truth. In [1e-200, 1).</param>
    /// <returns>True only if the mixture ratio against one less the bound is at least 1/error, or the bound is 1.
    /// </returns>
    public static bool IsComplementUpperBound(double bound, long successes, long draws, double error)
    {
        Check(successes, draws, error);
        Require.Within(bound, 0, 1);
        return bound == 1
            || (bound > Least
                && MixtureRatio.Reaches(successes, draws, DoubleDouble.FromSum(1, -bound), bound, error));
    }

    /// <summary>Lower bound of the probability of success.</summary>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that the bound ever exceeds the truth. In [1e-200, 1).</param>
    /// <returns>
    /// A number at most the exact bound: a double for which <see cref="IsLowerBound"/> holds and after which it fails.
    /// 0 without successes.
    /// </returns>
    public static double LowerBound(long successes, long draws, double error)
    {
        Check(successes, draws, error);
        return successes == 0
            ? 0
            : Bracket.LastTrue(
                p => IsLowerBound(p, successes, draws, error), 0, 1, MixtureGuess.Of(successes, draws, error).Success);
    }

    /// <summary>Upper bound of the probability of failure, with all its digits next to 0.</summary>
    /// <param name="successes">In [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="error">Allowed probability that the bound is ever below the truth. In [1e-200, 1).</param>
    /// <returns>
    /// A number at least the exact bound: a double for which <see cref="IsComplementUpperBound"/> holds and before
    /// which it fails. 1 without successes.
    /// </returns>
    public static double ComplementUpperBound(long successes, long draws, double error)
    {
        Check(successes, draws, error);
        return successes == 0
            ? 1
            : Bracket.FirstTrue(
                q => IsComplementUpperBound(q, successes, draws, error),
                0,
                1,
                MixtureGuess.Of(successes, draws, error).Failure);
    }

    private static void Check(long successes, long draws, double error)
    {
        Require.Within(draws, 1, BinomialTail.MostDraws);
        Require.Within(successes, 0, draws);
        Require.Within(error, LeastError, Math.BitDecrement(1.0));
    }
}
