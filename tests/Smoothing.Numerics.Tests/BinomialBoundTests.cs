using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>Confidence bounds against 60-digit ones: never on the wrong side, and within 5 ulp on the other.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 150 / Dose.Divisor, Replay = "20200112,20200113")]
public sealed class BinomialBoundTests
{
    private const int Loss = 5;

    [Fact]
    public void Bounds_are_on_their_side_of_the_exact_ones_and_near_them()
    {
        foreach (var row in ReferenceTable.Rows("clopper_pearson"))
        {
            var (k, n) = (ReferenceTable.Integer(row[1]), ReferenceTable.Integer(row[2]));
            var error = ReferenceTable.Double(row[3]);
            var what = string.Join(' ', row[..4]);
            Near.AtMost(Rational.Parse(row[4]), BinomialBound.LowerBound(k, n, error), Loss, what);
            Near.AtLeast(Rational.Parse(row[5]), BinomialBound.ComplementUpperBound(k, n, error), Loss, what);
            Near.AtLeast(Rational.Parse(row[6]), BinomialBound.UpperBound(k, n, error), Loss, what);
        }
    }

    [Property]
    public void One_ulp_more_fails_the_condition_that_the_bound_meets(Trial trial)
    {
        var (k, n, error) = trial;
        var lower = BinomialBound.LowerBound(k, n, error);
        Assert.True(BinomialBound.IsLowerBound(lower, k, n, error));
        Assert.False(BinomialBound.IsLowerBound(Math.BitIncrement(lower), k, n, error));
        var complement = BinomialBound.ComplementUpperBound(k, n, error);
        Assert.True(BinomialBound.IsComplementUpperBound(complement, k, n, error));
        Assert.False(BinomialBound.IsComplementUpperBound(Math.BitDecrement(complement), k, n, error));
        var upper = BinomialBound.UpperBound(k, n, error);
        Assert.True(BinomialBound.IsUpperBound(upper, k, n, error));
        Assert.False(BinomialBound.IsUpperBound(Math.BitDecrement(upper), k, n, error));
    }

    // At these the guess is at the wrong doubles, on either side, for one bound or for both.
    [Theory]
    [InlineData(1, 1, 0.5)]
    [InlineData(77, 210, 0.5)]
    [InlineData(125, 152, 0.3)]
    [InlineData(44, 144, 0.5)]
    [InlineData(15, 38, 0.3)]
    [InlineData(245, 273, 0.001)]
    [InlineData(90, 120, 0.3)]
    public void A_wrong_guess_moves_no_bound(long k, long n, double error)
    {
        One_ulp_more_fails_the_condition_that_the_bound_meets(new(k, n, error));
        One_ulp_more_fails_the_condition_that_the_bound_meets(new(n - k, n, error));
    }

    [Property]
    public void Both_bounds_at_once_are_each_alone(Trial trial)
    {
        var (k, n, error) = trial;
        Assert.Equal(
            (BinomialBound.LowerBound(k, n, error), BinomialBound.ComplementUpperBound(k, n, error)),
            BinomialBound.LowerAndComplementUpper(k, n, error));
    }

    // Where the tail is just the error the bound is no nearer to the end, whatever the guess was.
    [Fact]
    public void A_bound_whose_tail_is_just_the_error_is_found()
    {
        for (var i = 1; i <= 20; i++)
        {
            var x = 0.3 + (i / 64.0);
            Assert.True(BinomialBound.LowerBound(40, 60, BinomialTail.UpperBound(40, 60, x)) >= x);
            var error = BinomialTail.UpperBoundFromFailure(40, 60, x);
            Assert.True(BinomialBound.ComplementUpperBound(40, 60, error) <= x);
        }
    }

    [Property]
    public void More_successes_do_not_lower_a_bound(Trial trial)
    {
        var (k, n, error) = trial;
        if (k < n)
        {
            Assert.True(BinomialBound.LowerBound(k + 1, n, error) >= BinomialBound.LowerBound(k, n, error));
            Assert.True(BinomialBound.UpperBound(k + 1, n, error) >= BinomialBound.UpperBound(k, n, error));
        }
    }

    [Property]
    public void More_draws_do_not_raise_a_bound(Trial trial)
    {
        var (k, n, error) = trial;
        Assert.True(BinomialBound.LowerBound(k, n + 1, error) <= BinomialBound.LowerBound(k, n, error));
        Assert.True(BinomialBound.UpperBound(k, n + 1, error) <= BinomialBound.UpperBound(k, n, error));
    }

    [Property]
    public void A_larger_error_does_not_loosen_a_bound(Trial trial)
    {
        var (k, n, error) = trial;
        var larger = error * 1.0001;
        Assert.True(BinomialBound.LowerBound(k, n, larger) >= BinomialBound.LowerBound(k, n, error));
        Assert.True(BinomialBound.UpperBound(k, n, larger) <= BinomialBound.UpperBound(k, n, error));
        Assert.True(
            BinomialBound.ComplementUpperBound(k, n, larger) <= BinomialBound.ComplementUpperBound(k, n, error));
    }

    [Property]
    public void A_lower_bound_and_the_bound_of_its_complement_agree(Trial trial)
    {
        var (k, n, error) = trial;
        var sum = BinomialBound.LowerBound(k, n, error) + (Rational)BinomialBound.ComplementUpperBound(k, n, error);
        Near.Relative(1, sum, 5e-16, $"{trial}");
    }

    [Fact]
    public void No_success_bounds_nothing_and_no_failure_does_not_reach_one()
    {
        Assert.Equal(0, BinomialBound.LowerBound(0, 10, 0.001));
        Assert.Equal(1, BinomialBound.ComplementUpperBound(0, 10, 0.001));
        Assert.Equal((0, 1), BinomialBound.LowerAndComplementUpper(0, 10, 0.001));
        Assert.Equal(1, BinomialBound.UpperBound(10, 10, 0.001));
        Assert.True(BinomialBound.LowerBound(10, 10, 0.001) < 1);
    }

    [Fact]
    public void A_tail_of_just_the_error_is_not_above_it()
    {
        var tail = BinomialTail.UpperBound(3, 10, 0.2);
        Assert.True(BinomialBound.IsLowerBound(0.2, 3, 10, tail));
        Assert.False(BinomialBound.IsLowerBound(0.2, 3, 10, Math.BitDecrement(tail)));
        var tailOfFailure = BinomialTail.UpperBoundFromFailure(3, 10, 0.8);
        Assert.True(BinomialBound.IsComplementUpperBound(0.8, 3, 10, tailOfFailure));
        Assert.False(BinomialBound.IsComplementUpperBound(0.8, 3, 10, Math.BitDecrement(tailOfFailure)));
    }

    [Fact]
    public void Successes_are_refused_as_they_were_given()
    {
        var tooMany = Assert.Throws<ArgumentOutOfRangeException>(() => BinomialBound.UpperBound(11, 10, 0.5));
        Assert.Equal(11L, tooMany.ActualValue);
        var negative = Assert.Throws<ArgumentOutOfRangeException>(() => BinomialBound.IsUpperBound(0.5, -1, 10, 0.5));
        Assert.Equal(-1L, negative.ActualValue);
    }

    [Fact]
    public void Arguments_outside_the_proved_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("draws", () => BinomialBound.LowerBound(0, 0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("successes", () => BinomialBound.UpperBound(-1, 5, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => BinomialBound.ComplementUpperBound(1, 5, 0));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => BinomialBound.IsLowerBound(0.5, 1, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => BinomialBound.LowerAndComplementUpper(0, 5, 1));
        Assert.Throws<ArgumentOutOfRangeException>("error", () => BinomialBound.IsComplementUpperBound(0.5, 1, 5, 0));
        Assert.Throws<ArgumentOutOfRangeException>("success", () => BinomialBound.IsLowerBound(1.5, 1, 5, 0.5));
    }
}
