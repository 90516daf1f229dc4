namespace Smoothing.Numerics.Tests;

/// <summary>Logarithm, exponential and factorial against 60-digit tables.</summary>
public sealed class ElementaryFunctionTests
{
    [Fact]
    public void A_logarithm_is_within_its_stated_error_and_its_bounds_enclose_it()
    {
        foreach (var row in ReferenceTable.Rows("logarithms"))
        {
            var value = ReferenceTable.Word(row[0], row[1]);
            var expected = Rational.Parse(row[2]);
            Near.Relative(expected, Logarithm.Of(value), Logarithm.RelativeError, $"ln({value})");
            Near.AtMost(expected, Logarithm.LowerBound(value), 2, $"ln({value})");
            Near.AtLeast(expected, Logarithm.UpperBound(value), 2, $"ln({value})");
        }
    }

    [Fact]
    public void A_logarithm_of_one_plus_is_within_its_stated_error()
    {
        foreach (var row in ReferenceTable.Rows("logarithms_of_one_plus"))
        {
            var value = ReferenceTable.Word(row[0], row[1]);
            var actual = Logarithm.OfOnePlus(value);
            Near.Relative(Rational.Parse(row[2]), actual, Logarithm.RelativeError, $"ln(1 + {value})");
        }
    }

    [Fact]
    public void An_exponential_is_within_its_stated_error_and_its_bounds_enclose_it()
    {
        foreach (var row in ReferenceTable.Rows("exponentials"))
        {
            var power = ReferenceTable.Word(row[0], row[1]);
            var expected = Rational.Parse(row[2]);
            Near.Relative(expected, Exponential.Of(power), Exponential.RelativeError, $"exp({power})");
            Near.Relative(
                Rational.Parse(row[3]), Exponential.LessOne(power), Exponential.RelativeError, $"exp({power}) - 1");
            Near.AtMost(expected, Exponential.LowerBound(power), 2, $"exp({power})");
            Near.AtLeast(expected, Exponential.UpperBound(power), 2, $"exp({power})");
        }
    }

    [Fact]
    public void What_an_exponential_is_above_its_tangent_is_within_its_stated_error()
    {
        foreach (var row in ReferenceTable.Rows("exponentials"))
        {
            var power = ReferenceTable.Word(row[0], row[1]);
            if (Math.Abs(power.Hi) > 1e-15)
            {
                var expected = Rational.Parse(row[3]) - power;
                Near.Relative(expected, Exponential.LessOneAndPower(power), 2.02e-28, $"exp({power}) - 1 - {power}");
            }
        }
    }

    [Theory]
    [InlineData(-740.0)]
    [InlineData(-745.2)]
    [InlineData(-900.0)]
    [InlineData(-1001.0)]
    [InlineData(-1e300)]
    public void Bounds_of_an_exponential_below_the_normal_numbers_stay_outward(double power)
    {
        Assert.True(Exponential.LowerBound(power) < Exponential.UpperBound(power));
        Assert.True(Exponential.UpperBound(power) > 0);
        Assert.True(Exponential.LowerBound(power) >= 0);
    }

    [Fact]
    public void Far_below_the_smallest_double_the_bounds_of_an_exponential_are_the_nearest_doubles()
    {
        foreach (var power in (double[])[-1000.5, -1e5, -1e300])
        {
            Assert.Equal(0, Exponential.LowerBound(power));
            Assert.Equal(double.Epsilon, Exponential.UpperBound(power));
        }
    }

    [Fact]
    public void A_logarithm_of_one_plus_reaches_down_to_the_last_word_above_minus_one()
    {
        var value = DoubleDouble.FromSum(-1, 1e-20);
        Assert.Equal(Logarithm.Of(1e-20), Logarithm.OfOnePlus(value));
    }

    [Theory]
    [InlineData(-1.0, 0.0)]
    [InlineData(-1.0, -1e-20)]
    [InlineData(-2.0, 1e-20)]
    [InlineData(double.PositiveInfinity, 0.0)]
    [InlineData(double.NaN, 0.0)]
    public void A_logarithm_of_one_plus_names_its_own_range(double hi, double lo)
    {
        var value = DoubleDouble.Constant(hi, lo);
        var refusal = Assert.Throws<ArgumentOutOfRangeException>("value", () => Logarithm.OfOnePlus(value));
        Assert.Contains("above -1 and finite", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_logarithm_of_a_factorial_is_within_its_stated_error()
    {
        foreach (var row in ReferenceTable.Rows("log_factorials"))
        {
            var actual = LogFactorial.Of(ReferenceTable.Integer(row[0]));
            Near.Relative(Rational.Parse(row[1]), actual, LogFactorial.RelativeError, $"ln {row[0]}!");
        }
    }

    [Fact]
    public void Arguments_outside_the_proved_ranges_are_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("value", () => Logarithm.Of(0));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => Logarithm.Of(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => Logarithm.OfOnePlus(-1));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => Exponential.Of(700));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => Exponential.LowerBound(709.1));
        Assert.Throws<ArgumentOutOfRangeException>("power", () => Exponential.UpperBound(double.NaN));
        Assert.True(double.IsFinite(Exponential.UpperBound(709)));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => LogFactorial.Of(-1));
        Assert.Throws<ArgumentOutOfRangeException>("n", () => LogFactorial.Of(LogFactorial.Most + 1));
    }
}
