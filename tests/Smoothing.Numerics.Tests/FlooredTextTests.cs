using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>Decimal text that never says more than the number.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 1000 / Dose.Divisor, Replay = "20200106,20200107")]
public sealed class FlooredTextTests
{
    [Theory]
    [InlineData(0.99999, 4, "0.9999")]
    [InlineData(1.0, 4, "1.0000")]
    [InlineData(0.1, 1, "0.1")]
    [InlineData(0.3, 1, "0.2")]
    [InlineData(0.3, 20, "0.29999999999999998889")]
    [InlineData(12.75, 0, "12")]
    [InlineData(0.0, 2, "0.00")]
    [InlineData(-0.00001, 4, "-0.0001")]
    [InlineData(-1.5, 0, "-2")]
    [InlineData(5e-324, 3, "0.000")]
    [InlineData(1e22, 1, "10000000000000000000000.0")]
    public void Text_is_floored(double value, int decimals, string expected) =>
        Assert.Equal(expected, Directed.FlooredText(value, decimals));

    [Property]
    public void Text_never_exceeds_the_value_and_is_within_its_last_digit(MiddleDouble value, byte places)
    {
        var decimals = places % 30;
        var text = Rational.Parse(Directed.FlooredText(value.Value, decimals));
        var digit = Rational.Parse($"1e-{decimals}");
        Assert.True(text <= value.Value);
        Assert.True(text + digit > value.Value);
    }

    [Property(MaxTest = 100 / Dose.Divisor)]
    public void Text_of_all_decimals_is_the_number_itself(AnyDouble value, MiddleDouble small)
    {
        foreach (var number in (double[])[value.Value, Math.ScaleB(small.Value, -1050), -double.Epsilon])
        {
            var text = Rational.Parse(Directed.FlooredText(number, 1100));
            Assert.True(text <= number && text >= number);
        }
    }

    [Fact]
    public void Numbers_without_decimals_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("value", () => Directed.FlooredText(double.NaN, 2));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => Directed.FlooredText(double.PositiveInfinity, 2));
        Assert.Throws<ArgumentOutOfRangeException>("decimals", () => Directed.FlooredText(1, -1));
    }
}
