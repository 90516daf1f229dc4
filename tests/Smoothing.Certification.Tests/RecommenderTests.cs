using Smoothing.Certification.Radii;
using Smoothing.Certification.Recommendations;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>Which noise is recommended, and that it is said where the paper's method is dominated.</summary>
public sealed class RecommenderTests
{
    [Theory]
    [InlineData(2.0, 0.01)]
    [InlineData(4.0, 0.01)]
    [InlineData(4.0, 0.3)]
    [InlineData(3.0, 1e-9)]
    [InlineData(double.PositiveInfinity, 0.01)]
    public void From_l2_on_it_is_Gaussian_noise_with_its_l2_ball(double norm, double q1)
    {
        var found = Recommender.Of(norm, 3072, 0.25, q1);

        Assert.Equal(NoiseLaw.Gaussian(0.25), found.Best.Law);
        Assert.True(found.Best.Tight);
        Assert.True(found.Paper.Radius < 0.9 * found.Best.Radius);
        Assert.Contains("is dominated", found.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_paper_reaches_77_percent_at_best_in_l2()
    {
        var found = Recommender.Of(2, 3072, 1, 0.01);

        Assert.Equal(NoiseLaw.Gaussian(1), found.Paper.Law);
        Assert.InRange(found.Paper.Radius / found.Best.Radius, 0.77, 0.775);
        Assert.Contains("reaches 77.2 % of it", found.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.25, 8, double.PositiveInfinity)]
    [InlineData(0.1, 8, double.PositiveInfinity)]
    [InlineData(0.05, 1.2, 1.8)]
    [InlineData(0.02, 1, 1.1)]
    [InlineData(0.001, 1, 1)]
    public void In_l1_the_best_shape_depends_on_the_probability(double q1, double least, double most)
    {
        var shape = ShapeOf(Recommender.Of(1, 3072, 0.25, q1).Best.Law);

        Assert.InRange(shape, least, most);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.07)]
    [InlineData(0.05)]
    [InlineData(0.035)]
    [InlineData(0.01)]
    public void No_other_shape_is_better_in_l1(double q1)
    {
        var best = Recommender.Of(1, 10, 1, q1).Best;
        var bounds = NoiseLawTests.Bounds(q1, q1);
        for (var shape = 1.02; shape < 70; shape *= 1.07)
        {
            var law = NoiseLaw.GeneralizedGaussian(GeneralizedGaussianScale.LowerBound(1, shape), shape);
            Assert.True(new NeymanPearson().Radius(bounds, law, 10).Radius <= best.Radius * 1.0001, $"{shape}");
        }
    }

    [Theory]
    [InlineData(0.062)]
    [InlineData(0.058)]
    [InlineData(0.053)]
    [InlineData(0.05)]
    [InlineData(0.047)]
    [InlineData(0.044)]
    [InlineData(0.04)]
    [InlineData(0.036)]
    public void No_shape_nearby_of_two_decimals_is_better_in_l1(double q1)
    {
        var best = Recommender.Of(1, 10, 1, q1).Best;
        var (bounds, found) = (NoiseLawTests.Bounds(q1, q1), Assert.IsType<GeneralizedGaussianLaw>(best.Law).Shape);
        Assert.Equal(found, Math.Round(found, 2));
        for (var step = -5; step <= 5; step++)
        {
            var shape = Math.Max(1, found + (step / 100.0));
            var law = NoiseLaw.GeneralizedGaussian(GeneralizedGaussianScale.LowerBound(1, shape), shape);
            Assert.True(
                new NeymanPearson().Radius(bounds, law, 10).Radius <= best.Radius * (1 + 1e-12),
                $"{shape} rather than {found}");
        }
    }

    [Theory]
    [InlineData(1e-9, 14)]
    [InlineData(1, 6)]
    [InlineData(1e9, 6)]
    public void A_radius_is_told_to_six_digits_at_least(double deviation, int decimals)
    {
        var found = Recommender.Of(2, 3072, deviation, 0.01);

        Assert.Contains(
            $"Gaussian noise, {Directed.FlooredText(found.Best.Radius, decimals)} (", found.Explanation,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_law_has_at_most_the_deviation_and_the_best_comes_first()
    {
        var found = Recommender.Of(1, 100, 0.3, 0.05);

        Assert.All(
            found.Alternatives.Append(found.Best),
            candidate => Assert.InRange(candidate.Law.StandardDeviation, 0.3 * (1 - 1e-14), 0.3 * (1 + 2e-16)));
        Assert.Equal(
            found.Alternatives.OrderByDescending(candidate => candidate.Radius), found.Alternatives);
        Assert.True(found.Best.Radius >= found.Alternatives[0].Radius);
        Assert.InRange(
            found.Gain, 0, (found.Best.Radius / found.Alternatives[0].Radius) - 1 + 1e-15);
    }

    [Fact]
    public void The_lead_is_the_one_over_another_law_and_not_over_another_method()
    {
        var found = Recommender.Of(2, 3072, 0.25, 0.01);

        Assert.Equal(found.Best.Law, found.Alternatives[0].Law);
        var next = found.Alternatives.First(candidate => candidate.Law != found.Best.Law);
        Assert.Equal((found.Best.Radius / next.Radius) - 1, found.Gain, 1e-13 * found.Gain);
        Assert.Contains("Laplace noise follows with 2.1 % of it", found.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1e-9)]
    [InlineData(1, 0.3)]
    [InlineData(2, 1e-100)]
    [InlineData(3, 0.01)]
    [InlineData(3072, 1e-300)]
    public void The_papers_method_is_dominated_in_every_norm_and_dimension(long dimension, double q1)
    {
        double[] norms = [1, 1.5, 2, 3, 64, double.PositiveInfinity];
        Assert.All(norms, norm =>
        {
            var found = Recommender.Of(norm, dimension, 1, q1);
            Assert.Equal(RadiusMethod.NeymanPearson, found.Best.Method);
            Assert.True(found.Paper.Radius < found.Best.Radius);
        });
    }

    // So "by Gaussian noise" is said of shapes from 2 on only.
    [Fact]
    public void Equation_20_of_Laplace_noise_exceeds_Gaussian_noise_in_one_dimension_near_certainty()
    {
        var found = Recommender.Of(2, 1, 1, 1e-9);

        Assert.IsType<LaplaceLaw>(found.Paper.Law);
        var gaussian = found.Alternatives.First(candidate => candidate.Law is GaussianLaw);
        Assert.True(found.Paper.Radius > gaussian.Radius);
    }

    [Fact]
    public void What_is_out_of_range_is_told_all_at_once() => Assert.Equal(
        ["norm", "dimension", "standard_deviation", "one_minus_p1"],
        Recommender.Violations(0.5, 0, double.NaN, 0.5).Select(violation => violation.Field));

    [Theory]
    [InlineData(1, 1, 1e-9, 1e-300)]
    [InlineData(64, 1L << 28, 1e9, 0.49999999999999994)]
    [InlineData(double.PositiveInfinity, 1, 1, null)]
    public void Ends_of_the_ranges_are_answered(double norm, long dimension, double deviation, double? q1)
    {
        Assert.Empty(Recommender.Violations(norm, dimension, deviation, q1));
        if (q1 is { } known)
        {
            var found = Recommender.Of(norm, dimension, deviation, known);
            Assert.InRange(found.Best.Radius, found.Alternatives.Max(other => other.Radius), 1e12);
        }
    }

    [Theory]
    [InlineData(0.99, 1, 1, 0.1, "norm")]
    [InlineData(65, 1, 1, 0.1, "norm")]
    [InlineData(1, 0, 1, 0.1, "dimension")]
    [InlineData(1, (1L << 28) + 1, 1, 0.1, "dimension")]
    [InlineData(1, 1, 9.9e-10, 0.1, "standard_deviation")]
    [InlineData(1, 1, 1.01e9, 0.1, "standard_deviation")]
    [InlineData(1, 1, 1, 9e-301, "one_minus_p1")]
    [InlineData(1, 1, 1, double.NaN, "one_minus_p1")]
    public void What_is_out_of_a_range_is_told_and_refused(
        double norm, long dimension, double deviation, double q1, string field)
    {
        Assert.Equal(field, Assert.Single(Recommender.Violations(norm, dimension, deviation, q1)).Field);
        Assert.Throws<ArgumentException>(() => Recommender.Of(norm, dimension, deviation, q1));
    }

    [Fact]
    public void A_share_is_rounded_down_and_none_of_nothing()
    {
        static Candidate Of(double radius) =>
            new(NoiseLaw.Gaussian(1), radius, RadiusMethod.NeymanPearson, true, null);

        Assert.Equal(Math.BitDecrement(1.0 / 3), Of(1).ShareOf(Of(Math.BitIncrement(3.0))));
        Assert.Equal(0, Of(0).ShareOf(Of(0)));
        Assert.Throws<ArgumentNullException>("other", () => Of(1).ShareOf(null!));
    }

    private static double ShapeOf(NoiseLaw law) => law switch
    {
        LaplaceLaw => 1,
        GaussianLaw => 2,
        GeneralizedGaussianLaw generalized => generalized.Shape,
        _ => double.PositiveInfinity,
    };
}
