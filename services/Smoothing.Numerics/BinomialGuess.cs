namespace Smoothing.Numerics;

/// <summary>Where the tail of a binomial is some probability, to a few ulp: where a bracket starts.</summary>
/// <remarks>
/// Newton's method for ln P(X >= k) as a function of ln p. It increases and is concave there (the density of ln p is
/// log-concave), so from below every step stays below the root, and from above the first step goes below it.
/// Nothing here decides a claim; it is deterministic all the same, so that the bracket ends alike everywhere.
/// </remarks>
internal static class BinomialGuess
{
    private const double Least = 1e-300;
    private const double Most = 0.9999999999999999;

    /// <summary>p, and 1-p, at which P(X >= k) is the error, k at least 1.</summary>
    internal static (double Success, double Failure) Of(long k, long n, double error)
    {
        if (error > 0.5)
        {
            var (failure, success) = Of(n - k + 1, n, 1 - error);
            return (success, failure);
        }

        var target = Logarithm.Of(error);
        var (p, q) = Start(k, n, NormalQuantile.Rough(target.Hi));
        for (var i = 0; i < 60; i++)
        {
            var (pExact, qExact) = p <= q
                ? (DoubleDouble.FromDouble(p), DoubleDouble.FromSum(1, -p))
                : (DoubleDouble.FromSum(1, -q), DoubleDouble.FromDouble(q));
            var series = BinomialSeries.UpperBound(k, n, pExact, qExact);
            var excess = BinomialMass.Of(k, n, pExact, qExact).Logarithm + Logarithm.Of(series) - target;
            var step = Math.Clamp(excess.Hi * series.Hi / k, -20, 500);
            var change = pExact.Hi * Exponential.LessOne(-step).Hi;
            (p, q) = p <= q ? WithSuccess(p + change) : WithFailure(q - change);
            if (Math.Abs(change) <= 1e-16 * Math.Min(p, q))
            {
                break;
            }
        }

        return (p, q);
    }

    /// <summary>The lower end of Wilson's interval, and one less it, both without cancellation.</summary>
    internal static (double P, double Q) Start(long k, long n, double z)
    {
        double draws = n;
        double successes = k;
        double failures = n - k;
        var square = z * z;
        var root = z * Math.Sqrt((square / 4) + (successes * failures / draws));
        var p = successes * successes / draws / (successes + (square / 2) + root);
        var q = (failures + (square / 2) + root) / (draws + square);
        return Clamped(p, q);
    }

    /// <summary>p and q of which the smaller is given, both inside (0, 1).</summary>
    internal static (double P, double Q) Clamped(double p, double q) => p <= q ? WithSuccess(p) : WithFailure(q);

    private static (double P, double Q) WithSuccess(double p)
    {
        p = Math.Clamp(p, Least, Most);
        return (p, 1 - p);
    }

    private static (double P, double Q) WithFailure(double q)
    {
        q = Math.Clamp(q, Least, Most);
        return (1 - q, q);
    }
}
