using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>Double-word arithmetic against exact fractions. The seed is fixed: the cases are always the same.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 3000 / Dose.Divisor, Replay = "20200101,20200103")]
public sealed class DoubleDoubleTests
{
    // u² = 2^-106.
    private const double Square = 1.232595164407831e-32;

    [Property]
    public void A_sum_is_within_its_bound(Word a, Word b) =>
        Near.Relative((Rational)a.Value + b.Value, a.Value + b.Value, 3.01 * Square, "sum");

    [Property]
    public void A_difference_of_near_numbers_is_within_its_bound(Word a, MiddleDouble b)
    {
        var near = a.Value + (a.Value.Hi * 1e-17 * b.Value / (1 + Math.Abs(b.Value)));
        Near.Relative((Rational)a.Value - near, a.Value - near, 3.01 * Square, "difference");
    }

    [Property]
    public void A_sum_with_a_double_is_within_its_bound(Word a, MiddleDouble b) =>
        Near.Relative((Rational)a.Value + b.Value, a.Value + b.Value, 2.01 * Square, "sum");

    [Property]
    public void A_product_is_within_its_bound(Word a, Word b) =>
        Near.Relative((Rational)a.Value * b.Value, a.Value * b.Value, 5 * Square, "product");

    [Property]
    public void A_product_with_a_double_is_within_its_bound(Word a, MiddleDouble b) =>
        Near.Relative((Rational)a.Value * b.Value, a.Value * b.Value, 2 * Square, "product");

    [Property]
    public void A_quotient_is_within_its_bound(Word a, Word b) =>
        Near.Relative((Rational)a.Value / b.Value, a.Value / b.Value, 9.8 * Square, "quotient");

    [Property]
    public void A_quotient_by_a_double_is_within_its_bound(Word a, MiddleDouble b) =>
        Near.Relative((Rational)a.Value / b.Value, a.Value / b.Value, 3 * Square, "quotient");

    [Property]
    public void A_double_may_come_first(MiddleDouble a, Word b)
    {
        Near.Relative((Rational)a.Value + b.Value, a.Value + b.Value, 2.01 * Square, "sum");
        Near.Relative((Rational)a.Value - b.Value, a.Value - b.Value, 2.01 * Square, "difference");
        Near.Relative((Rational)a.Value * b.Value, a.Value * b.Value, 2 * Square, "product");
        Near.Relative((Rational)a.Value / b.Value, a.Value / b.Value, 9.8 * Square, "quotient");
    }

    [Property]
    public void The_square_of_a_root_is_within_twice_its_bound(Word a)
    {
        var root = (Rational)DoubleDouble.Sqrt(a.Value.Magnitude);
        Near.Relative(a.Value.Magnitude, root * root, 6.26 * Square, "square of the root");
    }

    [Property]
    public void Sums_and_products_of_two_doubles_are_exact(MiddleDouble a, MiddleDouble b)
    {
        Assert.True((Rational)a.Value + b.Value <= DoubleDouble.FromSum(a.Value, b.Value));
        Assert.True((Rational)a.Value + b.Value >= DoubleDouble.FromSum(a.Value, b.Value));
        Assert.True((Rational)a.Value * b.Value <= DoubleDouble.FromProduct(a.Value, b.Value));
        Assert.True((Rational)a.Value * b.Value >= DoubleDouble.FromProduct(a.Value, b.Value));
    }

    [Property]
    public void Integers_are_exact(long a)
    {
        foreach (var value in (long[])[a, long.MaxValue - Math.Abs(a), long.MinValue + Math.Abs(a), a << 40])
        {
            Assert.True((Rational)value <= DoubleDouble.FromInt64(value));
            Assert.True((Rational)value >= DoubleDouble.FromInt64(value));
        }
    }

    [Property]
    public void Rounding_to_a_double_ends_at_the_next_double_on_the_named_side(Word a)
    {
        Assert.True(a.Value.RoundedDown() <= (Rational)a.Value);
        Assert.True(Math.BitIncrement(a.Value.RoundedDown()) > (Rational)a.Value);
        Assert.True(a.Value.RoundedUp() >= (Rational)a.Value);
        Assert.True(Math.BitDecrement(a.Value.RoundedUp()) < (Rational)a.Value);
    }

    [Property]
    public void A_margin_moves_the_value_by_at_least_itself(Word a, Fraction margin)
    {
        var moved = ((Rational)a.Value).Magnitude * margin.Value;
        Assert.True(a.Value.Lowered(margin.Value) <= (Rational)a.Value - moved);
        Assert.True(a.Value.Raised(margin.Value) >= (Rational)a.Value + moved);
        Assert.True(a.Value.RoundedDown(margin.Value) <= (Rational)a.Value - moved);
        Assert.True(a.Value.RoundedUp(margin.Value) >= (Rational)a.Value + moved);
    }

    [Property]
    public void Order_is_the_order_of_the_numbers(Word a, Word b)
    {
        var near = a.Value + (a.Value.Lo * 1e-3);
        foreach (var other in (DoubleDouble[])[b.Value, near, a.Value, -a.Value])
        {
            Assert.Equal((Rational)a.Value < other, a.Value < other);
            Assert.Equal((Rational)a.Value <= other, a.Value <= other);
            Assert.Equal((Rational)a.Value > other, a.Value > other);
            Assert.Equal((Rational)a.Value >= other, a.Value >= other);
            Assert.Equal((Rational)a.Value < other, a.Value.CompareTo(other) < 0);
        }
    }

    [Fact]
    public void The_root_of_zero_is_zero() => Assert.Equal(DoubleDouble.Zero, DoubleDouble.Sqrt(DoubleDouble.Zero));

    [Fact]
    public void A_word_with_an_infinite_part_or_none_is_not_finite()
    {
        Assert.True(DoubleDouble.One.IsFinite);
        Assert.False(DoubleDouble.FromDouble(double.NegativeInfinity).IsFinite);
        Assert.False(DoubleDouble.FromSum(double.MaxValue, double.MaxValue).IsFinite);
    }

    [Fact]
    public void Margins_that_are_no_share_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("relativeError", () => DoubleDouble.One.RoundedDown(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>("relativeError", () => DoubleDouble.One.Raised(1.1));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(-3617, 122400)]
    [InlineData(long.MaxValue, 7)]
    [InlineData(5, long.MinValue)]
    public void A_ratio_of_integers_is_within_its_stated_error(long numerator, long denominator) =>
        Near.Relative(
            (Rational)numerator / denominator, DoubleDouble.FromRatio(numerator, denominator), 9.8 * Square,
            $"{numerator}/{denominator}");

    [Fact]
    public void Constants_are_within_their_bound()
    {
        var values = ReferenceTable.AllRows("constants").ToDictionary(row => row[0], row => Rational.Parse(row[1]));
        Near.Relative(values["ln 2"], Constants.Ln2, Square, "ln 2");
        Near.Relative(values["ln 2"] - Constants.Ln2Head, Constants.Ln2Tail, Square, "tail of ln 2");
        Near.Relative(values["1/sqrt(2 pi)"], Constants.InverseSqrtTwoPi, Square, "1/sqrt(2 pi)");
        Near.Relative(values["ln(2 pi)/2"], Constants.HalfLnTwoPi, Square, "ln(2 pi)/2");
    }
}
