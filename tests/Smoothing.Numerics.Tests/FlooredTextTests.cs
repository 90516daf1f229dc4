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
    [InlineData(1.4e-23, 19, "0.0000000000000000000")]
    [InlineData(2.7e-23, 19, "0.0000000000000000000")]
    [InlineData(9007199254740991.0, 19, "9007199254740991.0000000000000000000")]
    [InlineData(9007199254740992.0, 2, "9007199254740992.00")]
    [InlineData(0.1, 19, "0.1000000000000000055")]
    public void Text_is_floored(double value, int decimals, string expected) =>
        Assert.Equal(expected, Directed.FlooredText(value, decimals));

    [Theory]
    [InlineData(12.75, 3)]
    [InlineData(0, 19)]
    [InlineData(12.75, 0)]
    [InlineData(-12.75, 3)]
    [InlineData(0.1, 40)]
    public void Text_is_written_where_there_is_room_for_all_of_it(double value, int decimals)
    {
        var (number, text) = (new FlooredDecimals(value, decimals), Directed.FlooredText(value, decimals));
        for (var room = 0; room < text.Length + 3; room++)
        {
            var buffer = new char[room];
            var fits = number.TryFormat(buffer, out var written, "N7", null);
            Assert.Equal(room >= text.Length, fits);
            Assert.Equal(fits ? text.Length : 0, written);
            Assert.Equal(fits ? text : "", new string(buffer[..written]));
        }

        Assert.Equal(text, number.ToString("N7", null));
    }

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
        Assert.Throws<ArgumentOutOfRangeException>("decimals", () => Directed.FlooredText(1, 1101));
    }
}
