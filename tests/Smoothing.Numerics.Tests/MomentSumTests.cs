using static Smoothing.Numerics.Tests.ReferenceTable;

namespace Smoothing.Numerics.Tests;

/// <summary>The sum of moments of a joint region and the scale of a law against 60-digit values.</summary>
public sealed class MomentSumTests
{
    [Fact]
    public void The_sum_is_never_below_the_exact_one_and_two_ulp_above_at_most()
    {
        foreach (var row in Rows("moment_sums"))
        {
            double[] limits = [.. row[2].Split(' ').Select(Double)];
            var bound = new MomentSum((int)Integer(row[0])).UpperBound(limits, Double(row[1]));
            var exact = Double(row[3]);

            // The nearest double of the exact sum is at most half an ulp above it.
            Assert.InRange(bound, exact, Math.BitIncrement(Math.BitIncrement(exact)));
        }
    }

    [Fact]
    public void Powers_below_the_range_are_replaced_by_more_so_that_it_is_never_below_the_exact_one()
    {
        var sum = new MomentSum(64);
        var limits = new double[32];
        limits[^1] = 1e-30;
        Assert.InRange(sum.UpperBound(limits, 1), Math.ScaleB(1, -800), Math.ScaleB(1.01, -800));
        limits[^1] = Math.ScaleB(1.5, -12);
        var power = (Rational)limits[^1];
        for (var i = 0; i < 6; i++)
        {
            power *= power;
        }

        Near.AtLeast(power, sum.UpperBound(limits, 1), 2, "the power of 64");
        Assert.InRange(new MomentSum(2).UpperBound([1e-300], 1e100), double.Epsilon, 1e-200);
    }

    [Fact]
    public void Ratios_up_to_1024_have_a_bound_that_is_never_below_the_exact_one()
    {
        Near.AtLeast(1024, new MomentSum(1).UpperBound([512], 0.5), 2, "1024");
        Assert.Equal(double.PositiveInfinity, new MomentSum(1).UpperBound([Math.BitIncrement(512)], 0.5));
        Near.AtLeast(1000, new MomentSum(1).UpperBound([2000], 2), 2, "1000");
        Assert.All(Enumerable.Range(1, 64).Select(p => new MomentSum(p)), sum =>
            Assert.Equal(DoubleDouble.One, sum.Coefficient(sum.Exponents.Length - 1)));
    }

    // Quotients of whole numbers that are 0.70 and 1.21 times 2^-90 of a double below it: between them is what is charged.
    [Fact]
    public void What_is_charged_is_the_proved_margin_and_so_it_is_never_below_the_exact_one()
    {
        var (less, more) = (6016062607912721 * Math.ScaleB(1, -53), 5794253435825301 * Math.ScaleB(1, -53));
        var (sum, polynomial) = (new MomentSum(1), MomentPolynomial.OfDivergence(1, 9));

        Assert.Equal(Math.BitIncrement(less), sum.UpperBound([3815083219170419], 5711911090035849));
        Assert.Equal(more, sum.UpperBound([5337367534879767], 8296967575702927));
        Assert.Equal(Math.BitIncrement(less), polynomial.UpperBound(3815083219170419, 5711911090035849));
        Assert.Equal(more, polynomial.UpperBound(5337367534879767, 8296967575702927));
    }

    [Fact]
    public void Along_a_ladder_it_is_the_sum_of_the_ladder()
    {
        var sum = new MomentSum(7);
        var polynomial = sum.Along([1.5, 1, 3]);
        double[] limits = [4.5 * 0.125, 3 * 0.125, 3 * 0.125, 0.125];

        Assert.Equal([1, 3, 5, 7], sum.Exponents);
        Assert.InRange(
            polynomial.UpperBound(0.125, 0.5), sum.UpperBound(limits, 0.5) * (1 - 1e-15),
            sum.UpperBound(limits, 0.5) * (1 + 1e-15));
    }

    [Fact]
    public void Tiny_and_zero_limits_are_bounded_from_above()
    {
        var sum = new MomentSum(64);
        var zeros = new double[32];
        double[] tiny = [1e-30, .. Enumerable.Repeat(1e-200, 31)];

        Assert.Equal(0, sum.UpperBound(zeros, 1));
        Assert.InRange(
            sum.UpperBound(tiny, 1), sum.Coefficient(0).Hi * 1e-60 * (1 - 1e-15),
            sum.Coefficient(0).Hi * 1e-60 * (1 + 1e-15));
        Assert.Equal(double.PositiveInfinity, sum.UpperBound([.. zeros[1..], 2000], 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void A_shape_out_of_range_is_refused(int shape) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MomentSum(shape));

    [Fact]
    public void Limits_and_steps_out_of_range_are_refused()
    {
        var sum = new MomentSum(3);

        Assert.Throws<ArgumentOutOfRangeException>(() => sum.UpperBound([1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sum.UpperBound([1, double.NaN], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sum.UpperBound([1, -1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sum.UpperBound([1, 1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => sum.Along([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => sum.Along([0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => sum.Along([double.PositiveInfinity]));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => sum.Along([1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => new MomentSum(5).Along([0.5, 4]));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => new MomentSum(5).Along([1, 1e5]));
    }

    [Fact]
    public void A_scale_is_never_above_the_exact_one_and_two_ulp_below_at_most()
    {
        foreach (var row in Rows("scales"))
        {
            var bound = GeneralizedGaussianScale.LowerBound(Double(row[0]), Double(row[1]));
            var exact = Double(row[2]);

            Assert.InRange(bound, Math.BitDecrement(Math.BitDecrement(exact)), exact);
        }
    }

    // √½ times the first is 0.68 times 2^-90 of a whole number above it, and times the second 1.27.
    [Fact]
    public void A_scale_is_charged_the_proved_margin()
    {
        Assert.Equal(4877700844913819, GeneralizedGaussianScale.LowerBound(6898110688075829, 1));
        Assert.Equal(4877808423434170, GeneralizedGaussianScale.LowerBound(6898262827078328, 1));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.9)]
    [InlineData(double.NaN, 1)]
    [InlineData(1, double.NaN)]
    public void A_scale_of_what_is_out_of_range_is_refused(double deviation, double shape) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GeneralizedGaussianScale.LowerBound(deviation, shape));
}
