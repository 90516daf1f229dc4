using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>Numbers below the doubles: their bounds, and where they end.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 300 / Dose.Divisor, Replay = "20200114,20200115")]
public sealed class ScaledNumberTests
{
    [Property]
    public void Bounds_enclose_the_number_down_to_the_least_exponent(Fraction value, bool last)
    {
        var exponent = last ? -600 : -300;
        var number = new ScaledNumber(0.5 + value.Value, exponent);
        var exact = (0.5 + (Rational)value.Value) * Math.ScaleB(1, exponent);
        Near.Relative(exact, number.Lowered(1e-20), 1.1e-16, "lower bound");
        Near.Relative(exact, number.Raised(1e-20), 1.1e-16, "upper bound");
        Assert.True(number.Lowered(1e-20) < number.Raised(1e-20));
    }

    [Fact]
    public void Below_the_least_exponent_the_bounds_are_zero_and_a_number_above_all_that_are_left()
    {
        var number = new ScaledNumber(Math.ScaleB(1, 60), -601);
        Assert.Equal(DoubleDouble.Zero, number.Lowered(0));
        Assert.Equal(DoubleDouble.FromDouble(Math.ScaleB(1, -500)), number.Raised(0));
    }

    [Property]
    public void A_product_keeps_the_exponent(Word a, Word b)
    {
        var product = new ScaledNumber(a.Value, -7) * b.Value;
        Assert.Equal(-7, product.Exponent);
        Near.Relative((Rational)a.Value * b.Value, product.Value, 6.2e-32, "product");
    }
}
