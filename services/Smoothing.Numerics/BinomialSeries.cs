using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Smoothing.Numerics;

/// <summary>P(X >= k) / P(X = k) = 1 + r(k) + r(k) r(k+1) + ..., with r(i) = (n-i)/(i+1) p/q falling in i.</summary>
/// <remarks>
/// The ratio p/q is moved outward by more than the three roundings of each step, so every computed term is on its side
/// of the true one and no error is left to estimate. See PROOFS.md, "Binomial tail". k may be half an odd number too:
/// the sum over i = k, k+1, ... below n serves the beta law ("Mixture ratio").
/// </remarks>
internal static class BinomialSeries
{
    // 2^-60 of the sum is where the terms stop; 2^-58 pays for the rest and for the roundings of the sum (2u² each).
    private const double Cut = 8.673617379884035e-19;
    private const double Margin = 4 * Cut;

    // 1 / (1-u)³ - 1 for the three roundings of each step, u = 2^-53, and what the quotient p/q is off by: 3.33067e-16.
    private const double Outward = 3.34e-16;

    // Below this odds, their products could be subnormal and lose their relative precision: 2^-900.
    private const double LeastOdds = 1.1830521861667747e-271;

    /// <summary>A number at least the sum. p at most about k/n, so that it does not overflow.</summary>
    internal static DoubleDouble UpperBound(double k, double n, DoubleDouble p, DoubleDouble q)
    {
        var odds = k == n ? 0 : Math.Max((p / q).RoundedUp(Outward), LeastOdds);
        return Sum(k, n, odds).Raised(Margin);
    }

    /// <summary>The same for four probabilities at once, to the bit. k below n.</summary>
    internal static void UpperBounds(
        double k, double n, ReadOnlySpan<DoubleDouble> p, ReadOnlySpan<DoubleDouble> q, Span<DoubleDouble> bounds)
    {
        Span<double> odds = stackalloc double[4];
        for (var lane = 0; lane < 4; lane++)
        {
            odds[lane] = Math.Max((p[lane] / q[lane]).RoundedUp(Outward), LeastOdds);
        }

        Sum(k, n, odds, bounds);
        for (var lane = 0; lane < 4; lane++)
        {
            bounds[lane] = bounds[lane].Raised(Margin);
        }
    }

    /// <summary>A number at most the sum, and at least 1 less its margin.</summary>
    internal static DoubleDouble LowerBound(double k, double n, DoubleDouble p, DoubleDouble q)
    {
        var odds = k == n ? 0 : (p / q).RoundedDown(Outward);
        return odds < LeastOdds ? DoubleDouble.One : Sum(k, n, odds).Lowered(Margin);
    }

    // The terms until all that follow, a geometric series at most, are less than the cut of the sum. What additions to
    // the sum lose is exact, since terms do not rise, and is added up beside it: the next addition need not wait.
    private static DoubleDouble Sum(double k, double n, double odds) => Sum(k, n, odds, 1, 0, 1);

    // The same from some term on.
    private static DoubleDouble Sum(double k, double n, double odds, double sum, double lost, double term)
    {
        for (var i = k; i < n; i++)
        {
            var ratio = (n - i) / (i + 1) * odds;
            var next = term * ratio;
            if (next <= Cut * sum && next <= Cut * (1 - ratio) * sum)
            {
                break;
            }

            term = next;
            (sum, var rest) = ErrorFree.OrderedSum(sum, term);
            lost += rest;
        }

        return DoubleDouble.FromSum(sum, lost);
    }

    // Four sums in step, four terms at a time, until one of the sums ends among them; each goes on alone from before.
    // Of the two conditions the second implies the first, and once it holds it holds at every later term: ratios fall.
    private static void Sum(double k, double n, ReadOnlySpan<double> odds, Span<DoubleDouble> sums)
    {
        var four = Vector256.Create(odds);
        var (sum, lost, term) = (Vector256<double>.One, Vector256<double>.Zero, Vector256<double>.One);
        var i = k;
        for (; i + 4 <= n; i += 4)
        {
            var at = Vector256.Create(i) + Vector256.Create(0.0, 1, 2, 3);
            var quotients = (Vector256.Create(n) - at) / (at + Vector256<double>.One);
            var (oneSum, oneLost, oneTerm, _) = Next(sum, lost, term, Vector256.Create(quotients[0]) * four);
            var (twoSum, twoLost, twoTerm, _) = Next(oneSum, oneLost, oneTerm, Vector256.Create(quotients[1]) * four);
            var (threeSum, threeLost, threeTerm, _) =
                Next(twoSum, twoLost, twoTerm, Vector256.Create(quotients[2]) * four);
            var (lastSum, lastLost, lastTerm, ratio) =
                Next(threeSum, threeLost, threeTerm, Vector256.Create(quotients[3]) * four);
            if (Vector256.LessThanOrEqualAny(lastTerm, Cut * (Vector256<double>.One - ratio) * threeSum))
            {
                break;
            }

            (sum, lost, term) = (lastSum, lastLost, lastTerm);
        }

        for (var lane = 0; lane < 4; lane++)
        {
            sums[lane] = Sum(i, n, odds[lane], sum[lane], lost[lane], term[lane]);
        }
    }
    // The sum with one more term, what its addition lost added to the rest, the term, and its ratio.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (
        Vector256<double> Sum, Vector256<double> Lost, Vector256<double> Term, Vector256<double> Ratio) Next(
        Vector256<double> sum, Vector256<double> lost, Vector256<double> term, Vector256<double> ratio)
    {
        term *= ratio;
        var larger = sum + term;
        return (larger, lost + (term - (larger - sum)), term, ratio);
    }
}
