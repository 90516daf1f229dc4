namespace Smoothing.Numerics;

/// <summary>Where the tail of a binomial is some probability, to a few ulp: where a bracket starts.</summary>
/// <remarks>
/// Newton's method for ln P(X >= k) as a function of ln p, near the root Halley's. It increases and is concave there
/// (the density of ln p is log-concave), so from below every step stays below the root, and from above the first step
/// goes below it.
/// Nothing here decides a claim; it is deterministic all the same, so that the bracket ends alike everywhere.
/// </remarks>
internal static class BinomialGuess
{
    private const double Least = 1e-300;
    private const double Most = 0.9999999999999999;

    /// <summary>p, and 1-p, at which P(X >= k) is the error, k at least 1.</summary>
    internal static (DoubleDouble Success, DoubleDouble Failure) Of(in BinomialCoefficient coefficient, double error)
    {
        var (k, n) = (coefficient.Successes, coefficient.Draws);
        if (error > 0.5)
        {
            var (other, one) = Of(new(n - k + 1, n), 1 - error);
            return (one, other);
        }

        var target = Logarithm.Of(error);
        var (p, q) = Start(k, n, error, target.Hi);
        var (success, failure) = Complements(p, q);
        for (var i = 0; i < 60; i++)
        {
            var (pExact, qExact) = Complements(p, q);
            var series = BinomialSeries.UpperBound(k, n, pExact, qExact);
            var excess = BinomialMass.Of(coefficient, pExact, qExact).Logarithm + Logarithm.Of(series) - target;
            var newton = Math.Clamp(excess.Hi * series.Hi / k, -20, 500);
            // The second derivative over the first: that of the logarithm of the mass, less the first.
            var bend = k - ((n - k) * p / q) - (k / series.Hi);
            var halley = Math.Abs(newton * bend) <= 0.5;
            var change = pExact.Hi * Plain.ExponentialLessOne(halley ? -newton / (1 - (newton * bend / 2)) : -newton);
            // The smaller one, with what its rounding loses: on which side of the double the point is.
            var rest = p <= q ? DoubleDouble.FromSum(p, change).Lo : DoubleDouble.FromSum(q, -change).Lo;
            (p, q) = p <= q ? WithSuccess(p + change) : WithFailure(q - change);
            (success, failure) = Complements(p, q);
            (success, failure) = p <= q ? (success + rest, failure - rest) : (success - rest, failure + rest);
            // What is left is of the order of the cube of the change, in units of the width of the tail.
            var width = (k / series.Hi) + Math.Abs(bend) + 1;
            var relative = halley ? Cube(newton * width) / width : Math.Abs(change) / p;
            if (relative * Math.Max(p, q) <= 1e-17 * Math.Min(p, q))
            {
                break;
            }
        }

        return (success, failure);
    }

    // p and 1-p, the smaller one being a double.
    private static (DoubleDouble P, DoubleDouble Q) Complements(double p, double q) => p <= q
        ? (DoubleDouble.FromDouble(p), DoubleDouble.FromSum(1, -p))
        : (DoubleDouble.FromSum(1, -q), DoubleDouble.FromDouble(q));

    // M. Abramowitz and I. Stegun, Handbook of Mathematical Functions, 1964, 26.5.22; next to the ends Wilson's.
    private static (double P, double Q) Start(long k, long n, double error, double logarithm)
    {
        if (k < 2 || k > n - 1)
        {
            return Start(k, n, NormalQuantile.Rough(logarithm));
        }

        var z = NormalQuantile.Guess(error);
        double a = k;
        double b = n - k + 1;
        var (fewer, more) = (1 / ((2 * a) - 1), 1 / ((2 * b) - 1));
        var harmonic = 2 / (fewer + more);
        var shift = ((z * z) - 3) / 6;
        var w = (z * Math.Sqrt(Math.Max(0, harmonic + shift)) / harmonic)
            - ((more - fewer) * (shift + (5.0 / 6) - (2 / (3 * harmonic))));
        var odds = b / a * Plain.Exponential(Math.Clamp(2 * w, -500, 500));
        return Clamped(1 / (1 + odds), odds / (1 + odds));
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

    private static double Cube(double x) => Math.Abs(x * x * x);

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
