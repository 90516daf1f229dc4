namespace Smoothing.Numerics;

/// <summary>
/// The mixture likelihood ratio M against a probability of success p: the mean of the likelihood over a beta(1/2, 1/2)
/// law above p, over the likelihood at p.
/// </summary>
/// <remarks>
/// A successes, F failures, L = p^A q^F, J the beta integral of t^(A-½) (1-t)^(F-½) above p: M = J / (2 L asin √q).
/// J/L is a series of positive terms where failures are few; elsewhere it is B(A+½, F+½)/L less the part C/L below p,
/// which is a small series. Where it is a difference, B/L is compared with 2 asin √q / error + C/L by the logarithms.
/// See PROOFS.md, "Mixture ratio".
/// </remarks>
internal static class MixtureRatio
{
    // 2^-96, and 2^-90 for sides that are compared.
    private const double TermError = 1.2621774483536189e-29;
    private const double SideError = 8.077935669463161e-28;

    // From here on the last term of the series over failures is negligible.
    private const long ManyFailures = 256;

    private static readonly DoubleDouble LogPi = Logarithm.Of(Constants.Pi);
    private static readonly DoubleDouble LogFour = Constants.Ln2.Scaled(1);

    /// <summary>Whether M is at least 1/error without doubt.</summary>
    /// <param name="successes">A, in [0, <paramref name="draws"/>].</param>
    /// <param name="draws">In [1, 2^30].</param>
    /// <param name="p">In [2^-800, 1).</param>
    /// <param name="q">1 - p, exactly; in [2^-800, 1).</param>
    /// <param name="error">In (0, 1).</param>
    internal static bool Reaches(long successes, long draws, DoubleDouble p, DoubleDouble q, double error)
    {
        // M is below 1 from the observed share on.
        if (!(successes * q.Hi > (draws - successes) * p.Hi))
        {
            return false;
        }

        var (excess, margin) = Excess(successes, draws, p, q, error);
        return excess.RoundedDown() >= margin;
    }

    /// <summary>ln of the side that must be larger less ln of the other, and what that may be off by.</summary>
    internal static (DoubleDouble Value, double Margin) Excess(
        long successes, long draws, DoubleDouble p, DoubleDouble q, double error)
    {
        var failures = draws - successes;
        var needed = ArcSine.OfRoot(q, p).Scaled(1) / error;
        if (q <= p && failures < ManyFailures)
        {
            var above = DoubleDouble.Sqrt(p * q) * BetaSeries.LowerBound(failures, draws, q) / (failures + 0.5);
            var (reached, must) = (Logarithm.Of(above.Lowered(SideError)), Logarithm.Of(needed.Raised(SideError)));
            return (reached - must, Margin(reached) + Margin(must));
        }

        var below = p < q
            ? DoubleDouble.Sqrt(p * q) * BetaSeries.UpperBound(successes, draws, p)
            : DoubleDouble.Sqrt(p / q) * BinomialSeries.UpperBound(successes + 0.5, draws, p, q);
        var right = Logarithm.Of((needed + (below / (successes + 0.5))).Raised(SideError));
        var (left, leftError) = LogWhole(successes, draws, p, q);
        return (left - right, leftError + Margin(right));
    }

    // ln B(A+½, F+½) - A ln p - F ln q, where Γ(m+½) = (2m)! √π / (4^m m!).
    private static (DoubleDouble Value, double Error) LogWhole(
        long successes, long draws, DoubleDouble p, DoubleDouble q)
    {
        var failures = draws - successes;
        ReadOnlySpan<DoubleDouble> terms =
        [
            LogFactorial.Of(2 * successes), -LogFactorial.Of(successes),
            LogFactorial.Of(2 * failures), -LogFactorial.Of(failures),
            -LogFactorial.Of(draws), -LogFour * draws, LogPi,
            -Logarithm.Of(p) * successes, -Logarithm.Of(q) * failures,
        ];
        var sum = DoubleDouble.Zero;
        var magnitudes = 1.0;
        foreach (var term in terms)
        {
            sum += term;
            magnitudes += Math.Abs(term.Hi);
        }

        return (sum, magnitudes * TermError);
    }

    // What a logarithm, and its difference to another, may be off by.
    private static double Margin(DoubleDouble logarithm) => (Math.Abs(logarithm.Hi) + 1) * TermError;
}
