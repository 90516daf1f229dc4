using FsCheck.Xunit;

namespace Smoothing.Numerics.Tests;

/// <summary>The divergence that two probabilities imply, and the polynomial it is compared with.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 200 / Dose.Divisor, Replay = "20200114,20200119")]
public sealed class DivergenceTests
{
    [Fact]
    public void The_divergence_is_never_above_the_exact_one_and_within_two_ulp_of_it()
    {
        foreach (var row in ReferenceTable.Rows("kullback_leibler"))
        {
            var (complement, other) = (ReferenceTable.Double(row[0]), ReferenceTable.Double(row[1]));
            var bound = DivergenceBound.KullbackLeiblerLowerBound(complement, other);
            Near.AtMost(Rational.Parse(row[2]), bound, 2, $"h({row[0]}, {row[1]})");
            Assert.True(DivergenceBound.IsAtMostKullbackLeibler(bound, complement, other));
            Assert.False(DivergenceBound.IsAtMostKullbackLeibler(Math.BitIncrement(bound), complement, other));
        }
    }

    [Property]
    public void A_less_probable_other_class_does_not_lower_the_divergence(Fraction complement, Fraction a, Fraction b)
    {
        var q = complement.Value;
        var most = Math.Min(q, Math.BitDecrement(1 - q)) * 0.999;
        var (small, large) = (Math.Min(a.Value, b.Value) * most, Math.Max(a.Value, b.Value) * most);
        Assert.True(
            DivergenceBound.KullbackLeiblerLowerBound(q, small) >= DivergenceBound.KullbackLeiblerLowerBound(q, large));
    }

    [Fact]
    public void The_polynomial_is_never_below_the_exact_one_and_within_two_ulp_of_it()
    {
        foreach (var row in ReferenceTable.Rows("moment_polynomials"))
        {
            var (scale, radius) = (ReferenceTable.Double(row[2]), ReferenceTable.Double(row[3]));
            var what = $"polynomial of shape {row[0]}, dimension {row[1]} at {row[3]}/{row[2]}";
            Near.AtLeast(Rational.Parse(row[4]), Of(row).UpperBound(radius, scale), 2, what);
        }
    }

    [Fact]
    public void The_last_radius_is_never_above_the_exact_one_and_within_two_ulp_of_it()
    {
        foreach (var row in ReferenceTable.Rows("moment_polynomials"))
        {
            var (scale, budget) = (ReferenceTable.Double(row[2]), ReferenceTable.Double(row[5]));
            var polynomial = Of(row);
            var radius = polynomial.LastRadius(scale, budget);
            var what = $"radius of shape {row[0]}, dimension {row[1]}, scale {row[2]} for {row[5]}";
            Near.AtMost(Rational.Parse(row[6]), radius, 2, what);
            Assert.True(polynomial.IsWithin(radius, scale, budget), what);
            Assert.False(polynomial.IsWithin(Math.BitIncrement(radius), scale, budget), what);
        }
    }

    [Property]
    public void The_polynomial_of_shape_two_is_the_square_whatever_the_dimension(MiddleDouble any)
    {
        var ratio = Math.Abs(any.Value);
        var value = MomentPolynomial.OfDivergence(2, 3072).UpperBound(ratio, 1);
        if (ratio <= 1024)
        {
            Near.AtLeast((Rational)ratio * ratio, value, 2, $"{ratio:R} squared");
        }
        else
        {
            Assert.Equal(double.PositiveInfinity, value);
        }
    }

    [Fact]
    public void The_polynomial_of_shape_two_is_the_square_up_to_the_ends_of_the_ratios()
    {
        var polynomial = MomentPolynomial.OfDivergence(2, 3072);

        Near.AtLeast((Rational)1e-120 * 1e-120, polynomial.UpperBound(1e-120, 1), 2, "least");
        Near.AtLeast(1L << 20, polynomial.UpperBound(1024, 1), 2, "most");
        Assert.InRange(polynomial.UpperBound(1e-130, 1), 1e-240, 4.1e-240);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    public void Budgets_at_the_ends_are_answered(int shape)
    {
        var polynomial = MomentPolynomial.OfDivergence(shape, MomentPolynomial.MostDimension);
        Assert.Equal(0, polynomial.LastRadius(1, 0));
        Assert.InRange(polynomial.LastRadius(1, MomentPolynomial.MostBudget), 1e-9, 1024);
        Assert.Equal(double.PositiveInfinity, polynomial.UpperBound(double.MaxValue, 1e-100));
        foreach (var budget in new[] { double.Epsilon, 1e-300, 1e-201, 1e-199, 1e-60 })
        {
            var radius = polynomial.LastRadius(0.5, budget);
            Assert.True(polynomial.IsWithin(radius, 0.5, budget));
            Assert.False(polynomial.IsWithin(Math.BitIncrement(radius), 0.5, budget));
        }
    }

    [Fact]
    public void Arguments_outside_the_proved_ranges_are_refused_by_name()
    {
        static double Bound(double complement, double other) =>
            DivergenceBound.KullbackLeiblerLowerBound(complement, other);

        Assert.Throws<ArgumentOutOfRangeException>("topComplement", () => Bound(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("topComplement", () => Bound(double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>("other", () => Bound(0.1, 0.11));
        Assert.Throws<ArgumentOutOfRangeException>("other", () => Bound(0.5, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>("other", () => Bound(0.9, 0.2));
        Assert.Throws<ArgumentOutOfRangeException>("shape", () => MomentPolynomial.OfDivergence(65, 10));
        Assert.Throws<ArgumentOutOfRangeException>("dimension", () => MomentPolynomial.OfDivergence(3, 0));
        var polynomial = MomentPolynomial.OfDivergence(3, 10);
        Assert.Throws<ArgumentOutOfRangeException>("radius", () => polynomial.UpperBound(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("radius", () => polynomial.IsWithin(double.NaN, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => polynomial.UpperBound(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("scale", () => polynomial.LastRadius(double.PositiveInfinity, 1));
        Assert.Throws<ArgumentOutOfRangeException>("budget", () => polynomial.LastRadius(1, 1001));
        Assert.Throws<ArgumentOutOfRangeException>("budget", () => polynomial.IsWithin(1, 1, double.NaN));
    }

    private static MomentPolynomial Of(string[] row) =>
        MomentPolynomial.OfDivergence((int)ReferenceTable.Integer(row[0]), ReferenceTable.Integer(row[1]));
}
