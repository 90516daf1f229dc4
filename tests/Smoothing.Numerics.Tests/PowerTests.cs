namespace Smoothing.Numerics.Tests;

/// <summary>Powers and ratios of norms against 60-digit values.</summary>
public sealed class PowerTests
{
    [Fact]
    public void Bounds_of_a_power_enclose_it_within_two_ulp()
    {
        foreach (var row in ReferenceTable.Rows("powers"))
        {
            var (value, numerator, denominator) =
                (ReferenceTable.Double(row[0]), ReferenceTable.Double(row[1]), ReferenceTable.Double(row[2]));
            var expected = Rational.Parse(row[3]);
            var what = $"{row[0]}^({row[1]}/{row[2]})";
            Near.AtMost(expected, Power.LowerBound(value, numerator, denominator), 2, what);
            Near.AtLeast(expected, Power.UpperBound(value, numerator, denominator), 2, what);
        }
    }

    [Fact]
    public void Bounds_of_a_ratio_of_norms_enclose_it_within_two_ulp()
    {
        foreach (var row in ReferenceTable.Rows("norm_ratios"))
        {
            var (dimension, outer, inner) = (ReferenceTable.Integer(row[0]), Order(row[1]), Order(row[2]));
            var expected = Rational.Parse(row[3]);
            var what = $"l{row[2]} in l{row[1]}, {row[0]} dimensions";
            Near.AtMost(expected, NormRatio.LowerBound(dimension, outer, inner), 2, what);
            Near.AtLeast(expected, NormRatio.UpperBound(dimension, outer, inner), 2, what);
            Assert.InRange(NormRatio.UpperBound(dimension, outer, inner), 0, 1);
        }

        static double Order(string text) => text == "inf" ? double.PositiveInfinity : ReferenceTable.Double(text);
    }

    [Fact]
    public void A_ball_lies_in_the_ball_of_a_larger_norm_as_it_is()
    {
        foreach (var (outer, inner) in new[] { (2.0, 2.0), (2, 1), (double.PositiveInfinity, 1), (3.5, 2) })
        {
            Assert.Equal(1, NormRatio.LowerBound(3072, outer, inner));
            Assert.Equal(1, NormRatio.UpperBound(3072, outer, inner));
        }
    }

    [Theory]
    [InlineData(2, double.PositiveInfinity, 0.125)]
    [InlineData(1, double.PositiveInfinity, 0.015625)]
    [InlineData(1, 2, 0.125)]
    [InlineData(2, 3, 0.5)]
    public void The_ball_of_a_smaller_norm_holds_as_much_of_another(double outer, double inner, double ratio)
    {
        Near.AtMost(ratio, NormRatio.LowerBound(64, outer, inner), 2, $"{outer} and {inner}");
        Near.AtLeast(ratio, NormRatio.UpperBound(64, outer, inner), 2, $"{outer} and {inner}");
    }

    [Fact]
    public void Exponents_at_the_ends_of_their_range_are_answered()
    {
        Assert.InRange(Power.LowerBound(2, 1e-100, 1e-100), Math.BitDecrement(Math.BitDecrement(2.0)), 2);
        Assert.InRange(Power.LowerBound(2, 1e100, -1e100), Math.BitDecrement(Math.BitDecrement(0.5)), 0.5);
    }

    [Fact]
    public void Arguments_outside_the_proved_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("value", () => Power.LowerBound(0, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => Power.UpperBound(double.NaN, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>("numerator", () => Power.LowerBound(2, double.PositiveInfinity, 2));
        Assert.Throws<ArgumentOutOfRangeException>("denominator", () => Power.LowerBound(2, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("exponent", () => Power.LowerBound(10, 300, 1));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => NormRatio.LowerBound(0, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>("outer", () => NormRatio.LowerBound(3, 0.5, 3));
        Assert.Throws<ArgumentOutOfRangeException>("inner", () => NormRatio.UpperBound(3, 2, double.NaN));
    }
}
