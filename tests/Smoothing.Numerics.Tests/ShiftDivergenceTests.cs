namespace Smoothing.Numerics.Tests;

/// <summary>Divergences of the noise at two points.</summary>
public sealed class ShiftDivergenceTests
{
    public static TheoryData<int> Shapes => [0, 1, 3, 5, 7, 31, 63];

    [Fact]
    public void The_value_is_never_below_the_exact_one_and_within_two_ulp_of_it()
    {
        foreach (var row in ReferenceTable.Rows("shift_divergences"))
        {
            var (scale, radius) = (ReferenceTable.Double(row[2]), ReferenceTable.Double(row[3]));
            var shift = Of((int)ReferenceTable.Integer(row[0]), ReferenceTable.Integer(row[1]));
            var value = shift.UpperBound(radius, scale);
            var what = $"shape {row[0]}, dimension {row[1]} at {row[3]}/{row[2]}";
            Near.AtLeast(Rational.Parse(row[4]), value, 2, what);
            if (value > ShiftDivergence.MostBudget)
            {
                continue;
            }

            var last = shift.LastRadius(scale, value);
            Assert.InRange(last, radius * (1 - 1e-15), radius * (1 + 3e-15));
            Assert.True(shift.IsWithin(last, scale, value), what);
            Assert.False(shift.IsWithin(Math.BitIncrement(last), scale, value), what);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(63)]
    public void No_other_spread_of_a_shift_over_coordinates_is_worse_than_the_even_one(int shape)
    {
        var random = new Random(20200116);
        var (alone, together) = (Of(shape, 1), Of(shape, 6));
        for (var i = 0; i < 60; i++)
        {
            double[] parts = [.. Enumerable.Range(0, 6).Select(_ => random.NextDouble() * Math.Pow(10, -3 * (i % 3)))];
            var most = parts.Max();
            var length = most * Math.Pow(parts.Sum(part => Math.Pow(part / most, shape)), 1.0 / shape);
            Assert.True(parts.Sum(part => alone.UpperBound(part, 1)) <= together.UpperBound(length, 1) * (1 + 1e-12));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_increase(int shape)
    {
        foreach (var dimension in new[] { 1, 3072 })
        {
            var shift = Of(shape, dimension);
            var before = 0.0;
            for (var radius = 1e-119; radius < 2000; radius *= 1.3)
            {
                var value = shift.UpperBound(radius, 1);
                Assert.True(value >= before, $"shape {shape} at {radius}");
                before = value;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Budgets_at_the_ends_are_answered(int shape)
    {
        var shift = Of(shape, 150528);
        Assert.Equal(0, shift.LastRadius(1, 0));
        Assert.InRange(shift.LastRadius(1, ShiftDivergence.MostBudget), 1e-9, 1024);
        Assert.Equal(double.PositiveInfinity, shift.UpperBound(double.MaxValue, 1e-100));
        foreach (var budget in new[] { double.Epsilon, 1e-300, 1e-201, 1e-199, 1e-60, 0.49, 23.9, 24.1, 700 })
        {
            foreach (var scale in new[] { 1e-100, 0.5, 1e100 })
            {
                var radius = shift.LastRadius(scale, budget);
                Assert.True(shift.IsWithin(radius, scale, budget));
                Assert.False(shift.IsWithin(Math.BitIncrement(radius), scale, budget));
            }
        }
    }

    // Above 24 the value is that with even powers, which may be above that with all where the dimension is small.
    [Theory]
    [InlineData(3)]
    [InlineData(63)]
    public void The_exact_value_is_at_most_that_with_even_powers_and_that_with_all(int shape)
    {
        foreach (var dimension in new[] { 1, 784, 1L << 28 })
        {
            var (exact, all) = (Of(shape, dimension), MomentPolynomial.OfDivergence(shape, dimension));
            var even = MomentPolynomial.OfEvenPowers(shape, dimension);
            for (var radius = 1e-9; exact.UpperBound(radius, 1) <= 24; radius *= 2)
            {
                Assert.True(exact.UpperBound(radius, 1) <= even.UpperBound(radius, 1));
                Assert.True(exact.UpperBound(radius, 1) <= all.UpperBound(radius, 1));
            }
        }
    }

    // The integral, and the sum of the magnitudes of its series, of which 2^-88 is what is charged.
    [Theory]
    [InlineData(3, 0.5, "0.246570438200738861285094810295510136408200692", 0.2537278978)]
    [InlineData(3, 10, "0.208932361077507319232457836575806180961750803", 0.7258358526)]
    [InlineData(3, 24, "0.184197667114289239389836784407345072955969877", 8178.841351)]
    [InlineData(9, 24, "0.0999757617163036416492652940995120533642317332", 0.1000305505)]
    [InlineData(63, 24, "0.0156249999999999999999999999999999999686862583", 0.015625)]
    public void The_series_of_a_share_is_its_margin_above_the_exact_integral_and_never_below_the_exact_one(
        int shape, double x, string exact, double magnitudes)
    {
        var excess = (Rational)new OddShapeShift(shape, 1).Series(x) - Rational.Parse(exact);
        var charged = magnitudes * Math.ScaleB(1, -88);

        Assert.True(excess >= charged * 0.98, $"{shape} at {x}");
        Assert.True(excess <= charged * 1.02, $"{shape} at {x}");
    }

    [Theory]
    [InlineData(3, 1, 3)]
    [InlineData(3, 1, 9)]
    [InlineData(5, 784, 7.6)]
    [InlineData(63, 1, 1.06)]
    public void Beyond_a_power_of_24_it_is_the_sum_of_even_powers_and_never_below_the_exact_one(
        int shape, long dimension, double ratio) =>
        Assert.Equal(
            MomentPolynomial.OfEvenPowers(shape, dimension).UpperBound(ratio, 1),
            Of(shape, dimension).UpperBound(ratio, 1));

    [Fact]
    public void Where_the_ways_to_compute_it_end_it_is_never_below_the_exact_one()
    {
        var laplace = LaplaceShift.Instance;

        Near.AtLeast(
            Rational.Parse("0.9999366575163337601574924584865556974031"),
            GaussianTotalVariation.Instance.UpperBound(8, 1), 2, "total variation");
        Near.AtLeast(Rational.Parse("599.000000000000000000000001"), laplace.UpperBound(600, 1), 2, "Laplace");
        Near.AtLeast(Rational.Parse("1023.000000000000000000000001"), laplace.UpperBound(1024, 1), 2, "Laplace");
    }

    [Fact]
    public void Shapes_that_are_not_odd_are_refused_by_name()
    {
        foreach (var shape in new[] { 1, 2, 4, 65, -3 })
        {
            Assert.Throws<ArgumentOutOfRangeException>("shape", () => new OddShapeShift(shape, 1));
            Assert.Throws<ArgumentOutOfRangeException>("shape", () => MomentPolynomial.OfEvenPowers(shape, 1));
        }

        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => new OddShapeShift(3, 0));
    }

    private static ShiftDivergence Of(int shape, long dimension) => shape switch
    {
        0 => GaussianTotalVariation.Instance,
        1 => LaplaceShift.Instance,
        _ => new OddShapeShift(shape, dimension),
    };
}
