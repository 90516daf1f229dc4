using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>Anytime-valid bounds against 60-digit ones: never on the wrong side, within 5 ulp on the other.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 100 / Dose.Divisor, Replay = "20200114,20200115")]
public sealed class AnytimeBoundTests
{
    private const int Loss = 5;

    [Fact]
    public void Bounds_are_on_their_side_of_the_exact_ones_and_near_them()
    {
        foreach (var row in ReferenceTable.Rows("anytime"))
        {
            var (k, n) = (ReferenceTable.Integer(row[0]), ReferenceTable.Integer(row[1]));
            var error = ReferenceTable.Double(row[2]);
            var what = string.Join(' ', row[..3]);
            Near.AtMost(Rational.Parse(row[3]), AnytimeBound.LowerBound(k, n, error), Loss, what);
            Near.AtLeast(Rational.Parse(row[4]), AnytimeBound.ComplementUpperBound(k, n, error), Loss, what);
        }
    }

    [Property]
    public void One_ulp_more_fails_the_condition_that_the_bound_meets(Trial trial)
    {
        var (k, n, error) = trial;
        var lower = AnytimeBound.LowerBound(k, n, error);
        Assert.True(AnytimeBound.IsLowerBound(lower, k, n, error));
        Assert.False(AnytimeBound.IsLowerBound(Math.BitIncrement(lower), k, n, error));
        var complement = AnytimeBound.ComplementUpperBound(k, n, error);
        Assert.True(AnytimeBound.IsComplementUpperBound(complement, k, n, error));
        Assert.False(AnytimeBound.IsComplementUpperBound(Math.BitDecrement(complement), k, n, error));
    }

    [Property]
    public void It_is_never_above_the_bound_for_one_number_of_draws(Trial trial)
    {
        var (k, n, error) = trial;

        Assert.True(AnytimeBound.LowerBound(k, n, error) <= BinomialBound.LowerBound(k, n, error));
        Assert.True(AnytimeBound.ComplementUpperBound(k, n, error) >= BinomialBound.ComplementUpperBound(k, n, error));
    }

    [Property]
    public void More_successes_do_not_lower_a_bound(Trial trial)
    {
        var (k, n, error) = trial;
        if (k < n)
            Assert.True(AnytimeBound.LowerBound(k + 1, n, error) >= AnytimeBound.LowerBound(k, n, error));
    }

    [Fact]
    public void Whatever_is_below_a_bound_holds_and_whatever_is_above_fails()
    {
        foreach (var (k, n) in new[] { (1L, 1L), (1, 100_000_000), (700, 1000), (100_000_000, 100_000_000) })
        {
            var bound = AnytimeBound.LowerBound(k, n, 0.001);
            double[] below = [0, double.Epsilon, 1e-300, 1e-195, bound / 1e6, bound / 2, Near.Moved(bound, -9)];
            double[] above = [Near.Moved(bound, 9), (bound + 1) / 2, Math.BitDecrement(1.0), 1];

            Assert.All(below, p => Assert.True(AnytimeBound.IsLowerBound(p, k, n, 0.001), $"{p:R} of {k}/{n}"));
            Assert.All(above, p => Assert.False(AnytimeBound.IsLowerBound(p, k, n, 0.001), $"{p:R} of {k}/{n}"));
            var complement = AnytimeBound.ComplementUpperBound(k, n, 0.001);
            double[] small = [0, double.Epsilon, 1e-300, complement / 2, Near.Moved(complement, -9)];
            Assert.All(small, q => Assert.False(AnytimeBound.IsComplementUpperBound(q, k, n, 0.001), $"{q:R}"));
            Assert.True(AnytimeBound.IsComplementUpperBound((1 + complement) / 2, k, n, 0.001));
            Assert.True(AnytimeBound.IsComplementUpperBound(1, k, n, 0.001));
        }
    }

    [Fact]
    public void Tiny_errors_have_their_last_double_too()
    {
        foreach (var (k, n) in new[] { (1L, 1L), (500, 1000), (100_000, 100_000), (99_900, 100_000) })
        {
            var lower = AnytimeBound.LowerBound(k, n, 1e-200);
            Assert.True(AnytimeBound.IsLowerBound(lower, k, n, 1e-200));
            Assert.False(AnytimeBound.IsLowerBound(Math.BitIncrement(lower), k, n, 1e-200));
            Assert.InRange(lower, double.Epsilon, AnytimeBound.LowerBound(k, n, 1e-199));
        }
    }

    // PROOFS.md, "Mixture ratio": 2^-96 of the magnitude of every logarithm, and of 1 for each side.
    [Theory]
    [InlineData(3, 300, 0.001, 0.001)]
    [InlineData(700, 1000, 0.6, 0.001)]
    [InlineData(40, 1000, 0.02, 0.5)]
    public void The_margin_of_a_difference_is_what_its_logarithms_are_charged(
        long successes, long draws, double p, double error)
    {
        var q = DoubleDouble.FromSum(1, -p);
        var (excess, margin) = MixtureRatio.Excess(successes, draws, p, q, error);
        var failures = draws - successes;
        double[] terms =
        [
            LogFactorial.Of(2 * successes).Hi, -LogFactorial.Of(successes).Hi, LogFactorial.Of(2 * failures).Hi,
            -LogFactorial.Of(failures).Hi, -LogFactorial.Of(draws).Hi, -draws * Math.Log(4), Math.Log(Math.PI),
            -successes * Math.Log(p), -failures * Math.Log(q.Hi),
        ];
        var charged = terms.Sum(Math.Abs) + 1 + Math.Abs(terms.Sum() - excess.Hi) + 1;

        Assert.InRange(margin / 1.2621774483536189e-29, charged * (1 - 1e-9), charged * (1 + 1e-9));
    }

    // With few failures, where the one logarithm is below 0 and the other above it.
    [Fact]
    public void The_margin_of_a_series_is_what_both_of_its_logarithms_are_charged()
    {
        var (excess, margin) = MixtureRatio.Excess(900, 1000, 0.899, DoubleDouble.FromSum(1, -0.899), 0.001);

        Assert.InRange(excess.Hi, -10, -9);
        Assert.Equal(2 - excess.Hi, margin / 1.2621774483536189e-29, 1e-9);
    }

    [Fact]
    public void No_success_bounds_nothing()
    {
        Assert.Equal(0, AnytimeBound.LowerBound(0, 10, 0.001));
        Assert.Equal(1, AnytimeBound.ComplementUpperBound(0, 10, 0.001));
        Assert.False(AnytimeBound.IsLowerBound(double.Epsilon, 0, 10, 0.5));
    }

    [Fact]
    public void Arguments_outside_the_proved_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("draws", () => AnytimeBound.LowerBound(0, 0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("successes", () => AnytimeBound.LowerBound(6, 5, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => AnytimeBound.ComplementUpperBound(1, 5, 0));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => AnytimeBound.IsLowerBound(0.5, 1, 5, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => AnytimeBound.IsLowerBound(0.5, 1, 5, 9e-201));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => AnytimeBound.IsLowerBound(0.5, 1, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => AnytimeBound.IsComplementUpperBound(0.5, 1, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>("draws", () => AnytimeBound.IsComplementUpperBound(0.5, 0, 0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("bound", () => AnytimeBound.IsLowerBound(double.NaN, 1, 5, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("bound", () => AnytimeBound.IsComplementUpperBound(2, 1, 5, 0.5));
    }
}
