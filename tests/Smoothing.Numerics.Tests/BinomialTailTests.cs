using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>Bounds of the binomial tail against 60-digit values, and against each other.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 1000 / Dose.Divisor, Replay = "20200110,20200111")]
public sealed class BinomialTailTests
{
    [Fact]
    public void Bounds_enclose_the_tail_and_are_within_their_stated_distance()
    {
        foreach (var row in ReferenceTable.Rows("binomial_tails"))
        {
            var (successes, draws) = (ReferenceTable.Integer(row[0]), ReferenceTable.Integer(row[1]));
            var probability = ReferenceTable.Double(row[3]);
            var expected = Rational.Parse(row[4]);
            var upper = row[2] == "success"
                ? BinomialTail.UpperBound(successes, draws, probability)
                : BinomialTail.UpperBoundFromFailure(successes, draws, probability);
            var lower = row[2] == "success"
                ? BinomialTail.LowerBound(successes, draws, probability)
                : BinomialTail.LowerBoundFromFailure(successes, draws, probability);
            var what = string.Join(' ', row[..4]);
            var excess = expected.Magnitude * (draws <= 100_000 ? 1e-12 : 1e-10) + double.Epsilon;
            Assert.True(upper >= expected, $"{what}: {upper:R} is below the tail.");
            Assert.True(upper <= expected + excess, $"{what}: {upper:R} is too far above the tail.");
            Assert.True(lower <= expected, $"{what}: {lower:R} is above the tail.");
            Assert.True(lower >= expected - excess, $"{what}: {lower:R} is too far below the tail.");
        }
    }

    [Property]
    public void The_tail_and_the_tail_of_the_failures_make_one(Trial trial, Fraction success)
    {
        var (k, n) = (trial.Successes, trial.Draws);
        if (k > 0)
        {
            var others = BinomialTail.UpperBoundFromFailure(n - k + 1, n, success.Value);
            Assert.True(BinomialTail.UpperBound(k, n, success.Value) + (Rational)others >= 1);
            var fewer = BinomialTail.LowerBoundFromFailure(n - k + 1, n, success.Value);
            Assert.True(BinomialTail.LowerBound(k, n, success.Value) + (Rational)fewer <= 1);
        }
    }

    [Property]
    public void A_probability_and_its_exact_complement_give_the_same_bounds(Trial trial, Fraction success)
    {
        var failure = 1 - success.Value;
        if (DoubleDouble.FromSum(failure, success.Value) == DoubleDouble.One)
        {
            Assert.Equal(
                BinomialTail.UpperBound(trial.Successes, trial.Draws, success.Value),
                BinomialTail.UpperBoundFromFailure(trial.Successes, trial.Draws, failure));
        }
    }

    [Property]
    public void The_lower_bound_is_at_most_the_upper_bound_and_both_are_probabilities(Trial trial, Fraction success)
    {
        var lower = BinomialTail.LowerBound(trial.Successes, trial.Draws, success.Value);
        var upper = BinomialTail.UpperBound(trial.Successes, trial.Draws, success.Value);
        Assert.InRange(lower, 0, upper);
        Assert.InRange(upper, lower, 1);
    }

    [Fact]
    public void Certain_and_impossible_events_are_exact()
    {
        Assert.Equal(1, BinomialTail.UpperBound(0, 5, 0));
        Assert.Equal(0, BinomialTail.UpperBound(1, 5, 0));
        Assert.Equal(0, BinomialTail.LowerBound(1, 5, 0));
        Assert.Equal(1, BinomialTail.LowerBound(5, 5, 1));
        Assert.Equal(0, BinomialTail.UpperBoundFromFailure(1, 5, 1));
        Assert.Equal(1, BinomialTail.LowerBoundFromFailure(5, 5, 0));
    }

    // 1 + p/q: the odds are moved outward by three roundings of 2^-53, and the sum by 2^-58.
    [Fact]
    public void A_series_is_moved_outward_by_what_is_proved()
    {
        static DoubleDouble Sum(double odds) => DoubleDouble.FromSum(1, Math.ScaleB(odds, -51));
        var margin = Math.ScaleB(1, -58);

        Assert.Equal((Sum(1) + 1.0).Raised(margin), BinomialSeries.UpperBound(0, 1, 0.5, 0.5));
        Assert.Equal((Sum(-1) + 1.0).Lowered(margin), BinomialSeries.LowerBound(0, 1, 0.5, 0.5));
        Assert.Equal(DoubleDouble.One.Raised(margin), BinomialSeries.UpperBound(1, 1, 0.5, 0.5));
    }

    // p² is (2^60 + 2^31 + 1) / 2^62, a double and 2^-60 of it: no series is left to pay for.
    [Fact]
    public void The_tail_of_nothing_but_successes_is_the_power()
    {
        var p = ((1L << 30) + 1) / (double)(1L << 31);
        Assert.Equal(((1L << 60) + (1L << 31)) / (double)(1L << 62), BinomialTail.LowerBound(2, 2, p));
    }

    [Theory]
    [InlineData(3, 10, 0.25)]
    [InlineData(0, 7, 0.125)]
    [InlineData(7, 7, 0.875)]
    [InlineData(900, 1000, 0.75)]
    public void The_error_of_a_mass_is_a_share_of_the_magnitudes_of_all_its_terms(long k, long n, double p)
    {
        var mass = BinomialMass.Of(new(k, n), p, DoubleDouble.FromSum(1, -p));
        var factorials = LogFactorial.Of(n).Hi + LogFactorial.Of(k).Hi + LogFactorial.Of(n - k).Hi;
        var magnitudes = factorials - (k * Math.Log(p)) - ((n - k) * Math.Log(1 - p));
        var share = Math.ScaleB(1, -96);
        Assert.InRange(mass.Error, (magnitudes + 0.99) * share, (magnitudes + 1.01) * share);
        Assert.Equal((2 * mass.Error) + Math.ScaleB(1, -90), mass.ValueError);
    }

    [Fact]
    public void Arguments_outside_the_proved_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("draws", () => BinomialTail.UpperBound(0, 0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("draws", () => BinomialTail.UpperBound(0, (1L << 30) + 1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("successes", () => BinomialTail.UpperBound(6, 5, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("success", () => BinomialTail.UpperBound(1, 5, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("success", () => BinomialTail.LowerBound(1, 5, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>("failure", () => BinomialTail.LowerBoundFromFailure(1, 5, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>("failure", () => BinomialTail.UpperBoundFromFailure(1, 5, 1.1));
    }
}
