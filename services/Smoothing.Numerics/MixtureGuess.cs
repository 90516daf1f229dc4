namespace Smoothing.Numerics;

/// <summary>Where the mixture ratio is one over some error, to a few ulp: where a bracket starts.</summary>
/// <remarks>
/// Newton's method for the logarithm of the ratio as a function of the log-odds. Nothing here decides a claim; it is
/// deterministic all the same, so that the bracket ends alike everywhere.
/// </remarks>
internal static class MixtureGuess
{
    /// <summary>p, and 1-p, at which the ratio is 1/error, at least one success.</summary>
    internal static (double Success, double Failure) Of(long successes, long draws, double error)
    {
        // Twice the logarithm of what the ratio must reach: the bound is about so many squared deviations away.
        var square = (-2 * Logarithm.Of(error).Hi) + Logarithm.Of(draws).Hi + 1;
        var (p, q) = BinomialGuess.Start(successes, draws, Math.Sqrt(square));
        for (var i = 0; i < 60; i++)
        {
            var (pExact, qExact) = p <= q
                ? (DoubleDouble.FromDouble(p), DoubleDouble.FromSum(1, -p))
                : (DoubleDouble.FromSum(1, -q), DoubleDouble.FromDouble(q));
            var excess = MixtureRatio.Excess(successes, draws, pExact, qExact, error).Value.Hi;
            var fall = Fall(successes, draws - successes, pExact, qExact);
            var step = fall > 0 ? Math.Clamp(excess / fall, -10, 10) : -1;
            var odds = p * Exponential.Of(step).Hi;
            (p, q) = BinomialGuess.Clamped(odds / (odds + q), q / (odds + q));
            if (Math.Abs(step) <= 1e-16)
            {
                break;
            }
        }

        return (p, q);
    }

    // How fast the excess falls in the log-odds: A q - F p, and less because the mean is over less of the beta law.
    private static double Fall(double successes, double failures, DoubleDouble p, DoubleDouble q)
    {
        var likelihood = (successes * q.Hi) - (failures * p.Hi);
        var law = Math.Sqrt(p.Hi * q.Hi) / (2 * ArcSine.OfRoot(q, p).Hi);
        return Math.Max(likelihood - law, likelihood / 2);
    }
}
