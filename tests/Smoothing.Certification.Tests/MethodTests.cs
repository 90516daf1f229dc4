using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>Which methods apply to a law, which of them claim to be tight, and what is a ball.</summary>
public sealed class MethodTests
{
    private static readonly (double Complement, double Other)[] Pairs =
        [(1e-6, 1e-6), (0.1, 0.1), (0.1, 0.02), (0.4, 0.3), (0.5, 0.2), (0.5, 0.49), (0.6, 0.2), (0.6, 0.39)];

    [Theory]
    [InlineData(
        "gaussian:0.25",
        "NeymanPearson 2, Renyi 2, Kl 2, ChiSquared 2, Hellinger 2, Bhattacharyya 2, TotalVariation 2, Lecuyer 2, "
            + "Eq20 2")]
    [InlineData("laplace:0.1", "NeymanPearson 1, Lecuyer 1, Li 1, Teng 1, Eq20 1, ExactKl 1")]
    [InlineData("generalized_gaussian:0.3:1.5", "NeymanPearson 1")]
    [InlineData("generalized_gaussian:0.3:3", "NeymanPearson 1, Eq21 3, Eq21EvenPowers 3, ExactKl 3")]
    [InlineData("generalized_gaussian:0.3:3.5", "NeymanPearson 1")]
    [InlineData("generalized_gaussian:0.3:4", "NeymanPearson 1, Eq21 4, ExactKl 4")]
    [InlineData("generalized_gaussian:0.3:64", "NeymanPearson 1, Eq21 64, ExactKl 64")]
    [InlineData("generalized_gaussian:0.3:65", "NeymanPearson 1")]
    [InlineData("uniform:0.4", "NeymanPearson 1")]
    public void A_law_has_the_methods_of_its_theorems_each_in_its_norm(string text, string expected)
    {
        var law = Law(text);
        Assert.Equal(expected, string.Join(", ", BallMethods.For(law).Select(x => $"{x.Name} {x.Norm(law)}")));
    }

    [Theory]
    [MemberData(nameof(RadiusMethodTests.Laws), MemberType = typeof(RadiusMethodTests))]
    public void A_radius_is_called_tight_where_it_is_the_exact_one_and_nowhere_else(string text)
    {
        var law = Law(text);
        foreach (var (complement, other) in Pairs)
        {
            var bounds = Bounds(complement, other);
            var (exact, _) = new NeymanPearson().Radius(bounds, law, 1);
            foreach (var method in BallMethods.For(law).Where(x => x.Norm(law) == NeymanPearson.NormOf(law)))
            {
                var (radius, _) = method.Radius(bounds, law, 1);
                Assert.Equal(
                    (method.Name, radius >= exact * (1 - 1e-9)), (method.Name, method.IsTight(bounds, law)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(RadiusMethodTests.Laws), MemberType = typeof(RadiusMethodTests))]
    public void Every_ball_has_a_radius_above_zero(string text)
    {
        foreach (var (complement, other) in Pairs.Append((0.5, 0.5)).Append((0.9, 0.01)))
        {
            var balls = Balls.Of(Bounds(complement, other), Law(text), 784, [1, 2, double.PositiveInfinity]);
            Assert.All(balls, ball => Assert.InRange(ball.Radius, double.Epsilon, double.MaxValue));
        }
    }

    [Fact]
    public void A_radius_is_above_zero_without_doubt_where_both_probabilities_are_on_their_side_of_one_half()
    {
        Assert.True(NeymanPearson.IsPositive(Bounds(Math.BitDecrement(0.5), 0.4)));
        Assert.False(NeymanPearson.IsPositive(Bounds(0.5, 0.2)));
        Assert.False(NeymanPearson.IsPositive(Bounds(0.6, 0.2)));
        Assert.False(NeymanPearson.IsPositive(Bounds(0.4, 0.5)));
    }

    [Fact]
    public void No_radius_of_Laplace_noise_reaches_beyond_the_tail()
    {
        var (law, bounds) = (new LaplaceLaw(0.5), Bounds(0.1, 0.1));
        var (radius, _) = new Li().Radius(bounds, law, 1);
        Assert.True(Li.Reaches(radius, bounds, law));
        Assert.False(Li.Reaches(radius * 1.001, bounds, law));
        Assert.False(Li.Reaches(1e6, bounds, law));
        Assert.False(Li.Reaches(radius, Bounds(0.6, 0.4), law));
    }

    [Fact]
    public void Any_beta_is_held_if_it_is_a_binary32_number_in_range_and_no_other()
    {
        var (law, bounds) = (new GaussianLaw(0.5), Bounds(0.1, 0.05));
        foreach (var beta in new[] { float.Epsilon, 0.25, 0.5, 1 })
            Assert.True(new Lecuyer().Holds(RadiusAt(beta), new PrivacyWitness(beta), bounds, law, 1), $"{beta}");
        foreach (var beta in new[] { 0.1, Math.BitIncrement(0.5), Math.BitDecrement(1) })
            Assert.False(new Lecuyer().Holds(RadiusAt(beta), new PrivacyWitness(beta), bounds, law, 1), $"{beta}");

        double RadiusAt(double beta) =>
            Directed.MultiplyDown(0.5, PrivacyBound.GaussianLowerBound(beta, 0.1, 0.05));
    }

    [Fact]
    public void A_radius_that_cannot_be_is_not_held_and_not_thrown_at()
    {
        var (law, bounds, method) = (NoiseLaw.GeneralizedGaussian(0.3, 4), Bounds(0.1, 0.1), new Eq21());
        var (_, witness) = method.Radius(bounds, law, 784);
        foreach (var radius in new[] { 0, -1, double.NaN, double.MaxValue, double.PositiveInfinity })
            Assert.False(method.Holds(radius, witness, bounds, law, 784), $"{radius}");
        // Where no class is ahead no divergence is allowed, and no distance has none.
        var closed = Bounds(0.6, 0.5);
        Assert.False(method.Holds(0, method.Radius(closed, law, 784).Witness, closed, law, 784));
    }

    [Fact]
    public void Given_probabilities_at_the_ends_of_their_ranges_are_answered()
    {
        var law = new GaussianLaw(0.25);
        Assert.NotEmpty(GivenProbabilities.Balls(1, 1e-300, 1e-300, law, 1, [64]));
        Assert.NotEmpty(GivenProbabilities.Balls(0.9, 0.1, 0.1, law, GivenProbabilities.MostDimension, [1]));
        Assert.Empty(GivenProbabilities.Balls(0, 1, 1, law, 1, [1]));
    }

    [Theory]
    [InlineData("topLower", -0.1, 0.5, 0.1, 1, 2)]
    [InlineData("topLower", 1.1, 0.5, 0.1, 1, 2)]
    [InlineData("topComplement", 0.9, 0, 0.1, 1, 2)]
    [InlineData("topComplement", 0.9, 1.1, 0.1, 1, 2)]
    [InlineData("topComplement", 0.9, double.NaN, 0.1, 1, 2)]
    [InlineData("other", 0.9, 0.1, 0, 1, 2)]
    [InlineData("other", 0.9, 0.1, 0.2, 1, 2)]
    [InlineData("dimension", 0.9, 0.1, 0.1, 0, 2)]
    [InlineData("dimension", 0.9, 0.1, 0.1, GivenProbabilities.MostDimension + 1, 2)]
    [InlineData("norms", 0.9, 0.1, 0.1, 1, 0.5)]
    [InlineData("norms", 0.9, 0.1, 0.1, 1, 65)]
    public void Given_numbers_out_of_their_range_are_refused_by_name(
        string name, double top, double complement, double other, long dimension, double norm) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            name, () => GivenProbabilities.Balls(top, complement, other, new GaussianLaw(1), dimension, [norm]));

    [Theory]
    [InlineData(1, "1")]
    [InlineData(1.5, "1.5")]
    [InlineData(64, "64")]
    [InlineData(double.PositiveInfinity, "inf")]
    public void Norms_that_are_covered_are_written_as_they_are_read(double norm, string text)
    {
        Assert.True(Norms.AreCovered(norm));
        Assert.Equal(text, Norms.Text(norm));
    }

    private static ProbabilityBounds Bounds(double q1, double p2)
    {
        var p1 = Directed.SubtractDown(1, q1);
        return new(0.001, IntervalMethod.ClopperPearson, p1, q1, p2, 0, new(0, 0, 1, p1, q1, p2));
    }

    private static NoiseLaw Law(string text) =>
        LawText.TryRead(text, out var law, out var violation) ? law : throw new InvalidOperationException(violation);
}
