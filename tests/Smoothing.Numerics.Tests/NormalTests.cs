using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>The normal tail and its quantile against 60-digit values.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 500 / Dose.Divisor, Replay = "20200114,20200115")]
public sealed class NormalTests
{
    [Fact]
    public void Bounds_of_the_tail_enclose_it_within_an_ulp()
    {
        foreach (var row in ReferenceTable.Rows("normal_tails"))
        {
            var z = ReferenceTable.Double(row[0]);
            var expected = Rational.Parse(row[1]);
            Near.AtMost(expected, NormalTail.LowerBound(z), 1, $"Q({row[0]})");
            Near.AtLeast(expected, NormalTail.UpperBound(z), 1, $"Q({row[0]})");
        }
    }

    [Fact]
    public void The_distance_from_the_centre_is_within_its_stated_error()
    {
        foreach (var row in ReferenceTable.Rows("normal_tails"))
        {
            var z = ReferenceTable.Double(row[0]);
            var expected = Rational.Parse("0.5") - Rational.Parse(row[1]);
            if (Math.Abs(z) is > 1e-10 and <= 4)
            {
                Near.Relative(expected, NormalTail.FromCentre(z), 2e-28, $"1/2 - Q({row[0]})");
            }
        }
    }

    [Fact]
    public void Convergents_enclose_the_outer_tail_far_closer_than_a_double_shows()
    {
        foreach (var row in ReferenceTable.Rows("normal_tails"))
        {
            var z = ReferenceTable.Double(row[0]);
            if (z > 4)
            {
                var expected = Rational.Parse(row[1]);
                var (low, lowExponent) = NormalTail.LowerBeyond(z);
                var (high, highExponent) = NormalTail.UpperBeyond(z);
                Assert.True((Rational)low * Power(lowExponent) <= expected, $"lower bound of Q({row[0]})");
                Assert.True((Rational)high * Power(highExponent) >= expected, $"upper bound of Q({row[0]})");
                Near.Relative(high, low, 8.5e-22, $"2^-70 between the bounds of Q({row[0]})");
                // Each has its margin, 2^-90.
                Assert.True(high >= low * ((Rational)1 + Math.ScaleB(1.98, -90)), $"margins of Q({row[0]})");
            }
        }

        static Rational Power(int exponent) => new(1, System.Numerics.BigInteger.One << -exponent);
    }

    [Fact]
    public void Bounds_of_the_quantile_enclose_it_within_an_ulp()
    {
        foreach (var row in ReferenceTable.Rows("normal_quantiles"))
        {
            var q = ReferenceTable.Double(row[0]);
            var expected = Rational.Parse(row[1]);
            Near.AtMost(expected, NormalQuantile.UpperTailLowerBound(q), 1, $"quantile({row[0]})");
            Near.AtLeast(expected, NormalQuantile.UpperTailUpperBound(q), 1, $"quantile({row[0]})");
        }
    }

    [Property]
    public void One_ulp_more_fails_the_condition_that_the_quantile_meets(Fraction fraction)
    {
        var q = fraction.Value;
        var lower = NormalQuantile.UpperTailLowerBound(q);
        Assert.True(NormalQuantile.IsAtMostUpperTailQuantile(lower, q));
        Assert.False(NormalQuantile.IsAtMostUpperTailQuantile(Math.BitIncrement(lower), q));
        var upper = NormalQuantile.UpperTailUpperBound(q);
        Assert.True(NormalQuantile.IsAtLeastUpperTailQuantile(upper, q));
        Assert.False(NormalQuantile.IsAtLeastUpperTailQuantile(Math.BitDecrement(upper), q));
        Assert.True(lower <= upper);
    }

    [Property]
    public void A_larger_probability_does_not_raise_the_quantile(Fraction a, Fraction b)
    {
        var (small, large) = (Math.Min(a.Value, b.Value), Math.Max(a.Value, b.Value));
        Assert.True(NormalQuantile.UpperTailLowerBound(small) >= NormalQuantile.UpperTailLowerBound(large));
        Assert.True(NormalQuantile.UpperTailUpperBound(small) >= NormalQuantile.UpperTailUpperBound(large));
    }

    [Fact]
    public void The_median_is_exact()
    {
        Assert.Equal(0.5, NormalTail.LowerBound(0));
        Assert.Equal(0.5, NormalTail.UpperBound(0));
        Assert.Equal(0, NormalQuantile.UpperTailLowerBound(0.5));
        Assert.Equal(0, NormalQuantile.UpperTailUpperBound(0.5));
    }

    [Fact]
    public void Arguments_outside_the_proved_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("z", () => NormalTail.UpperBound(40.1));
        Assert.Throws<ArgumentOutOfRangeException>("z", () => NormalTail.LowerBound(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("q", () => NormalQuantile.UpperTailLowerBound(0));
        Assert.Throws<ArgumentOutOfRangeException>("q", () => NormalQuantile.UpperTailUpperBound(1));
        Assert.Throws<ArgumentOutOfRangeException>("q", () => NormalQuantile.IsAtMostUpperTailQuantile(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("q", () => NormalQuantile.IsAtLeastUpperTailQuantile(1, 1));
    }
}
