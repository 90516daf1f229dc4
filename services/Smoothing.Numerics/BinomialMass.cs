namespace Smoothing.Numerics;

/// <summary>The logarithm of one binomial probability, with what it may be off by.</summary>
/// <remarks>
/// k ln p + (n-k) ln q + ln n! - ln k! - ln (n-k)! cancels: its terms are up to n ln n, the result may be near 0. In
/// doubles that loses the result (1e-7 at n = 1e8) and is why Loader's saddle-point form exists. In double words the
/// loss is at most 2^-96 of the sum of the terms, 1e-19 at n = 1e8 and 2e-18 at 2^30: less than a double can show.
/// See PROOFS.md, "Binomial tail".
/// </remarks>
internal readonly record struct BinomialMass(DoubleDouble Logarithm, double Error)
{
    /// <summary>2^-96: at least what any term is off by relatively, the roundings of the sum included.</summary>
    private const double RelativeError = 1.2621774483536189e-29;

    /// <summary>ln P(X = k), X binomial with n draws, p + q = 1 exactly and both above 0.</summary>
    internal static BinomialMass Of(in BinomialCoefficient coefficient, DoubleDouble p, DoubleDouble q)
    {
        var (k, n) = (coefficient.Successes, coefficient.Draws);
        var successes = k == 0 ? DoubleDouble.Zero : Numerics.Logarithm.Of(p) * k;
        var failures = k == n ? DoubleDouble.Zero : Numerics.Logarithm.Of(q) * (n - k);
        return OfTerms(coefficient, successes, failures);
    }

    /// <summary>The same for four probabilities at once, to the bit. k in [1, n-1].</summary>
    internal static void Of(
        in BinomialCoefficient coefficient, ReadOnlySpan<DoubleDouble> p, ReadOnlySpan<DoubleDouble> q,
        Span<BinomialMass> masses)
    {
        var (k, n) = (coefficient.Successes, coefficient.Draws);
        Span<DoubleDouble> successes = stackalloc DoubleDouble[4];
        Span<DoubleDouble> failures = stackalloc DoubleDouble[4];
        Numerics.Logarithm.Of(p, successes);
        Numerics.Logarithm.Of(q, failures);
        for (var lane = 0; lane < 4; lane++)
        {
            masses[lane] = OfTerms(coefficient, successes[lane] * k, failures[lane] * (n - k));
        }
    }

    private static BinomialMass OfTerms(
        in BinomialCoefficient coefficient, DoubleDouble successes, DoubleDouble failures)
    {
        var magnitudes = coefficient.Magnitude - successes.Hi - failures.Hi;
        return new(coefficient.Logarithm + (successes + failures), (magnitudes + 1) * RelativeError);
    }

    /// <summary>P(X = k) as a number that may be far below the smallest double.</summary>
    internal ScaledNumber Value => Exponential.Scaled(Logarithm);

    /// <summary>What <see cref="Value"/> may be off by, relatively.</summary>
    internal double ValueError => (2 * Error) + 8.077935669463161e-28;

    /// <summary>Below this the tail is under half the smallest double, whatever series multiplies it.</summary>
    internal bool IsNegligible => Logarithm.Hi < -800;
}
