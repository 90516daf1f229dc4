using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>Directed rounding against exact fractions.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 3000 / Dose.Divisor, Replay = "20200104,20200105")]
public sealed class DirectedTests
{
    [Property]
    public void Sums_of_any_doubles_are_rounded_to_the_named_side(AnyDouble a, AnyDouble b) => Sums(a.Value, b.Value);

    [Property]
    public void Sums_of_near_doubles_are_rounded_to_the_named_side(MiddleDouble a, MiddleDouble b) =>
        Sums(a.Value, b.Value);

    [Property]
    public void Products_of_any_doubles_are_rounded_to_the_named_side(AnyDouble a, AnyDouble b)
    {
        Products(a.Value, b.Value);
        Products(a.Value, Math.ScaleB(1, -Math.ILogB(a.Value) / 2));
    }

    [Property]
    public void Tiny_products_are_rounded_to_the_named_side(MiddleDouble a, MiddleDouble b) =>
        Products(Math.ScaleB(a.Value, -530), Math.ScaleB(b.Value, -530));

    [Property]
    public void Quotients_of_any_doubles_are_rounded_to_the_named_side(AnyDouble a, AnyDouble b) =>
        Quotients(a.Value, b.Value);

    [Property]
    public void Tiny_quotients_are_rounded_to_the_named_side(MiddleDouble a, MiddleDouble b) =>
        Quotients(Math.ScaleB(a.Value, -530), Math.ScaleB(b.Value, 530));

    [Property]
    public void Sums_with_a_double_word_are_rounded_to_the_named_side(MiddleDouble a, Word b, bool exactHead)
    {
        var shift = Math.Min(0, Math.ILogB(a.Value) - Math.ILogB(b.Value.Hi) - 1);
        var word = b.Value.Scaled(shift);
        if (exactHead)
        {
            // The heads add up exactly and only the low part is left to decide.
            var head = Math.ScaleB(1, Math.ILogB(a.Value) - 40);
            word = DoubleDouble.FromSum(head, head * 1e-20 * Math.Sign(b.Value.Hi));
            a = new(Math.ScaleB(Math.Sign(a.Value), Math.ILogB(a.Value)));
        }

        Sides((Rational)a.Value + word, Directed.AddDown(a.Value, word), Directed.AddUp(a.Value, word));
    }

    [Property]
    public void Roots_are_rounded_to_the_named_side(AnyDouble a, MiddleDouble b)
    {
        foreach (var value in (double[])[Math.Abs(a.Value), Math.Abs(b.Value), b.Value * b.Value, double.Epsilon, 0])
        {
            Roots(value);
        }
    }

    // What the square of a root lacks of these is below the smallest double.
    [Fact]
    public void Roots_of_the_smallest_numbers_are_rounded_to_their_sides()
    {
        for (var i = 1; i <= 40; i++)
        {
            Roots(i * double.Epsilon);
            Roots(i * 2.3e-308);
        }
    }

    [Theory]
    [InlineData(double.MaxValue, double.MaxValue)]
    [InlineData(-double.MaxValue, double.MaxValue)]
    [InlineData(double.MaxValue, double.Epsilon)]
    [InlineData(double.Epsilon, double.Epsilon)]
    [InlineData(-double.Epsilon, double.Epsilon)]
    [InlineData(double.Epsilon, 0.5)]
    [InlineData(double.Epsilon, 3.0)]
    [InlineData(2.2250738585072014E-308, 0.9999999999999999)]
    [InlineData(0.0, -0.0)]
    [InlineData(1.0, -1.0)]
    public void Ends_of_the_range_are_rounded_to_the_named_side(double a, double b)
    {
        Sums(a, b);
        Products(a, b);
        Quotients(a, b);
        Quotients(b, a);
    }

    [Fact]
    public void Arguments_that_are_not_numbers_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("a", () => Directed.AddDown(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("b", () => Directed.AddDown(1, double.NegativeInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("a", () => Directed.MultiplyDown(double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>("b", () => Directed.MultiplyDown(1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("a", () => Directed.DivideDown(double.PositiveInfinity, 1));
        Assert.Throws<ArgumentOutOfRangeException>("b", () => Directed.DivideDown(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("b", () => Directed.DivideDown(1, double.NegativeInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("a", () => Directed.SqrtDown(-1));
    }

    [Fact]
    public void The_root_of_either_zero_is_the_positive_zero()
    {
        foreach (var zero in (double[])[0.0, -0.0])
        {
            Assert.True(double.IsPositive(Directed.SqrtDown(zero)) && double.IsPositive(Directed.SqrtUp(zero)));
        }
    }

    private static void Sums(double a, double b)
    {
        Sides((Rational)a + b, Directed.AddDown(a, b), Directed.AddUp(a, b));
        Sides((Rational)a - b, Directed.SubtractDown(a, b), Directed.SubtractUp(a, b));
    }

    private static void Roots(double value)
    {
        var down = Directed.SqrtDown(value);
        var up = Directed.SqrtUp(value);
        Assert.True((Rational)down * down <= value && (Rational)up * up >= value);
        Assert.True(up == down || up == Math.BitIncrement(down));
        Assert.Equal((Rational)down * down >= value, up == down);
    }

    private static void Products(double a, double b) =>
        Sides((Rational)a * b, Directed.MultiplyDown(a, b), Directed.MultiplyUp(a, b));

    private static void Quotients(double a, double b)
    {
        if (b != 0)
        {
            Sides((Rational)a / b, Directed.DivideDown(a, b), Directed.DivideUp(a, b));
        }
    }

    // down is the largest double at most the exact value, up the smallest at least it; infinities are ends.
    private static void Sides(Rational exact, double down, double up)
    {
        Assert.True(double.IsNegativeInfinity(down) ? exact < -double.MaxValue : down <= exact);
        Assert.True(down == double.MaxValue || Math.BitIncrement(down) > exact);
        Assert.True(double.IsPositiveInfinity(up) ? exact > double.MaxValue : up >= exact);
        Assert.True(up == -double.MaxValue || Math.BitDecrement(up) < exact);
    }
}
