using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>The tails of unit laws and their quantiles against 60-digit values, and against each other.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 200 / Dose.Divisor, Replay = "20200114,20200117")]
public sealed class UnitTailTests
{
    private static readonly double[] Shapes =
        [1, 1.0001, 1.5, 2, 2.5, 3, 4, 8, 64, 1000, 1025, 1e6, GeneralizedGaussianTail.MostShape];

    // Made anew each time: a law that is kept would hide what its making does from mutation testing.
    private static UnitTail[] AllLaws => [.. Shapes.Select(Law), UnitTail.StandardNormal, UnitTail.Uniform];

    [Fact]
    public void Bounds_of_a_generalized_gaussian_tail_enclose_it_within_an_ulp()
    {
        foreach (var row in ReferenceTable.Rows("generalized_gaussian_tails"))
        {
            var law = Law(ReferenceTable.Double(row[0]));
            var z = ReferenceTable.Double(row[1]);
            var expected = Rational.Parse(row[2]);
            Near.AtMost(expected, law.LowerBound(z), 1, $"G({row[1]}) of shape {row[0]}");
            Near.AtLeast(expected, law.UpperBound(z), 1, $"G({row[1]}) of shape {row[0]}");
        }
    }

    [Fact]
    public void The_two_expansions_are_far_closer_than_a_double_shows()
    {
        foreach (var row in ReferenceTable.Rows("generalized_gaussian_tails"))
        {
            var law = Law(ReferenceTable.Double(row[0]));
            var z = ReferenceTable.Double(row[1]);
            var expected = Rational.Parse(row[2]);
            var what = $"G({row[1]}) of shape {row[0]}";
            var power = z > 1e-10 ? law.Power(z) : DoubleDouble.Zero;
            if (z > 1e-10 && power.Hi <= 4)
            {
                Near.Relative((Rational)0.5 - expected, law.FromCentre(z, power), 2e-28, $"1/2 - {what}");
            }

            if (power.Hi >= 1)
            {
                var (low, lowExponent) = law.LowerBeyond(z, power);
                var (high, highExponent) = law.UpperBeyond(z, power);
                Assert.True((Rational)low * Scale(lowExponent) <= expected, $"lower bound of {what}");
                Assert.True((Rational)high * Scale(highExponent) >= expected, $"upper bound of {what}");
                Near.Relative(high, low, 8.5e-22, $"2^-70 between the bounds of {what}");
                // Each has its margin, 2^-84.
                Assert.True(high >= low * ((Rational)1 + Math.ScaleB(1.98, -84)), $"margins of {what}");
            }
        }

        static Rational Scale(int exponent) => exponent > 0
            ? new(System.Numerics.BigInteger.One << exponent, 1)
            : new(1, System.Numerics.BigInteger.One << -exponent);
    }

    [Fact]
    public void Bounds_of_a_generalized_gaussian_quantile_enclose_it_within_an_ulp()
    {
        foreach (var row in ReferenceTable.Rows("generalized_gaussian_quantiles"))
        {
            var law = Law(ReferenceTable.Double(row[0]));
            var q = ReferenceTable.Double(row[1]);
            var expected = Rational.Parse(row[2]);
            Near.AtMost(expected, law.UpperTailLowerBound(q), 1, $"quantile({row[1]}) of shape {row[0]}");
            Near.AtLeast(expected, law.UpperTailUpperBound(q), 1, $"quantile({row[1]}) of shape {row[0]}");
        }
    }

    [Fact]
    public void A_gamma_function_is_within_its_stated_error()
    {
        foreach (var row in ReferenceTable.Rows("gammas"))
        {
            var value = ReferenceTable.Word(row[0], row[1]);
            Near.Relative(Rational.Parse(row[2]), Gamma.Of(value), Gamma.RelativeError, $"Γ({value})");
        }
    }

    [Property]
    public void One_ulp_more_fails_the_condition_that_a_quantile_meets(Fraction fraction, int pick)
    {
        var law = Picked(pick);
        var q = fraction.Value;
        var lower = law.UpperTailLowerBound(q);
        Assert.True(law.IsAtMostUpperTailQuantile(lower, q));
        Assert.False(law.IsAtMostUpperTailQuantile(Math.BitIncrement(lower), q));
        var upper = law.UpperTailUpperBound(q);
        Assert.True(law.IsAtLeastUpperTailQuantile(upper, q));
        Assert.False(law.IsAtLeastUpperTailQuantile(Math.BitDecrement(upper), q));
        Assert.True(lower <= upper);
    }

    [Property]
    public void A_larger_probability_does_not_raise_a_quantile(Fraction a, Fraction b, int pick)
    {
        var law = Picked(pick);
        var (small, large) = (Math.Min(a.Value, b.Value), Math.Max(a.Value, b.Value));
        Assert.True(law.UpperTailLowerBound(small) >= law.UpperTailLowerBound(large));
        Assert.True(law.UpperTailUpperBound(small) >= law.UpperTailUpperBound(large));
    }

    [Property]
    public void A_law_is_symmetric(Fraction fraction, int pick)
    {
        var law = Picked(pick);
        var z = fraction.Value * Math.Min(law.Most, 3);
        Near.AtMost((Rational)1 - law.UpperBound(z), law.LowerBound(-z), 1, $"1 - G({z:R})");
        Near.AtLeast((Rational)1 - law.LowerBound(z), law.UpperBound(-z), 1, $"1 - G({z:R})");
    }

    [Property]
    public void Shape_one_is_the_laplace_law(Fraction fraction)
    {
        var z = 590 * fraction.Value;
        var half = Exponential.Of(-z).Scaled(-1);
        Assert.True(Law(1).LowerBound(z) <= half.RoundedUp(1e-25));
        Assert.True(Law(1).UpperBound(z) >= half.RoundedDown(1e-25));
        Assert.InRange(Law(1).UpperBound(z) / half.Hi, 1 - 1e-15, 1 + 1e-15);
    }

    [Property]
    public void Shape_two_is_the_normal_law_of_half_the_variance(Fraction fraction)
    {
        // Q(z√2) lies between its values at the two doubles next to z√2.
        var z = 27 * fraction.Value;
        var root = DoubleDouble.Sqrt(2) * z;
        Assert.True(Law(2).LowerBound(z) <= NormalTail.UpperBound(root.RoundedDown(1e-30)));
        Assert.True(Law(2).UpperBound(z) >= NormalTail.LowerBound(root.RoundedUp(1e-30)));
    }

    [Property]
    public void Uniform_bounds_are_the_neighbours_of_the_exact_tail(AnyDouble any)
    {
        var z = Math.IEEERemainder(any.Value, 2);
        var expected = ((Rational)1 - z) * 0.5;
        Near.AtMost(expected, UnitTail.Uniform.LowerBound(z), 1, $"(1 - {z:R}) / 2");
        Near.AtLeast(expected, UnitTail.Uniform.UpperBound(z), 1, $"(1 - {z:R}) / 2");
    }

    [Property]
    public void The_normal_law_among_the_unit_tails_gives_the_numbers_of_the_normal_quantile(Fraction fraction)
    {
        var (law, q) = (UnitTail.StandardNormal, fraction.Value);
        Assert.Equal(NormalQuantile.UpperTailLowerBound(q), law.UpperTailLowerBound(q));
        Assert.Equal(NormalQuantile.UpperTailUpperBound(q), law.UpperTailUpperBound(q));
        var z = law.UpperTailLowerBound(q);
        Assert.Equal(NormalTail.LowerBound(z), law.LowerBound(z));
        Assert.Equal(NormalTail.UpperBound(z), law.UpperBound(z));
    }

    [Fact]
    public void The_median_is_exact_and_the_ends_hold_every_probability()
    {
        foreach (var law in AllLaws)
        {
            Assert.Equal(0.5, law.LowerBound(0));
            Assert.Equal(0.5, law.UpperBound(0));
            Assert.Equal(0, law.UpperTailLowerBound(0.5));
            Assert.Equal(0, law.UpperTailUpperBound(0.5));
            Assert.Equal(0, law.LowerBound(law.Most));
            Assert.True(law.UpperBound(law.Most) <= double.Epsilon);
            Assert.True(law.LowerBound(-law.Most) >= Math.BitDecrement(1.0));
            Assert.Equal(1, law.UpperBound(-law.Most));
        }
    }

    [Fact]
    public void Arguments_outside_the_proved_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => new GeneralizedGaussianTail(0.999));
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => new GeneralizedGaussianTail(1.1e9));
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => new GeneralizedGaussianTail(double.NaN));
        foreach (var law in AllLaws)
        {
            var beyond = Math.BitIncrement(law.Most);
            Assert.Throws<ArgumentOutOfRangeException>("z", () => law.UpperBound(beyond));
            Assert.Throws<ArgumentOutOfRangeException>("z", () => law.LowerBound(double.NaN));
            Assert.Throws<ArgumentOutOfRangeException>("q", () => law.UpperTailLowerBound(0));
            Assert.Throws<ArgumentOutOfRangeException>("q", () => law.UpperTailUpperBound(1));
            Assert.Throws<ArgumentOutOfRangeException>("q", () => law.IsAtMostUpperTailQuantile(1, double.NaN));
            Assert.Throws<ArgumentOutOfRangeException>("q", () => law.IsAtLeastUpperTailQuantile(1, 0));
        }
    }

    private static GeneralizedGaussianTail Law(double shape) => new(shape);

    private static UnitTail Picked(int pick)
    {
        var index = (pick & 0xFFFF) % (Shapes.Length + 2);
        return index < Shapes.Length ? Law(Shapes[index])
            : index == Shapes.Length ? UnitTail.StandardNormal : UnitTail.Uniform;
    }
}
