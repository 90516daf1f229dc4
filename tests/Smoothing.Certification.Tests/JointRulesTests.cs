using Smoothing.Certification.Certificates;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>What can be asked of joint regions, at the ends of the ranges, and what is refused by name.</summary>
public sealed class JointRulesTests
{
    private static readonly NoiseLaw Law = NoiseLaw.GeneralizedGaussian(0.3, 3);

    [Fact]
    public void Dimensions_at_the_ends_are_answered_and_those_beyond_named()
    {
        Assert.NotNull(JointRegions.Of(1, Law, 1, JointGoal.Equal));
        Assert.NotNull(JointRegions.Of(1, Law, JointRegions.MostDimension, JointGoal.Equal));
        Assert.Equal(["dimension"], Fields(Law, 0, JointGoal.Equal));
        Assert.Equal(["dimension"], Fields(Law, JointRegions.MostDimension + 1, JointGoal.Equal));
    }

    [Fact]
    public void Scales_and_shapes_at_the_ends_are_answered_and_those_beyond_named()
    {
        NoiseLaw[] right =
        [
            NoiseLaw.Laplace(1e-100), NoiseLaw.Laplace(1e100), NoiseLaw.Gaussian(1e-100), NoiseLaw.Gaussian(1e100),
            NoiseLaw.GeneralizedGaussian(1e-100, 64), NoiseLaw.GeneralizedGaussian(1e100, 3),
        ];
        NoiseLaw[] wrong =
        [
            NoiseLaw.Laplace(Math.BitDecrement(1e-100)), NoiseLaw.Gaussian(Math.BitIncrement(1e100)),
            NoiseLaw.GeneralizedGaussian(1, 64.5), NoiseLaw.GeneralizedGaussian(1, 65),
            NoiseLaw.GeneralizedGaussian(1, 2.5), NoiseLaw.Uniform(1),
        ];

        Assert.All(right, law => Assert.Empty(Fields(law, 2, JointGoal.Equal)));
        Assert.All(wrong, law => Assert.Equal(["noise"], Fields(law, 2, JointGoal.Equal)));
        Assert.All(wrong, law => Assert.Empty(JointRegions.Exponents(law)));
    }

    [Fact]
    public void Weights_a_million_apart_are_answered_and_those_further_apart_named()
    {
        Assert.NotNull(JointRegions.Of(1, Law, 9, Weights(1, 1e6)));
        Assert.NotNull(JointRegions.Of(1, Law, 9, Weights(1e6, 1)));
        Assert.Equal(["weights"], Fields(Law, 9, Weights(1, Math.BitIncrement(1e6))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_is_not_above_zero_and_finite_is_named(double weight) =>
        Assert.Contains("weights[3]", Fields(Law, 9, Weights(1, weight)));

    [Fact]
    public void A_weight_that_is_missing_or_of_no_norm_of_the_chain_is_named()
    {
        Assert.Equal(["weights[3]"], Fields(Law, 9, JointGoal.Weighted([new(1, 1)])));
        Assert.Equal(["weights[1]", "weights[3]"], Fields(Law, 9, JointGoal.Weighted([])));
        Assert.Equal(["weights[2]"], Fields(Law, 9, JointGoal.Weighted([new(1, 1), new(2, 1), new(3, 1)])));
    }

    [Fact]
    public void A_norm_of_the_chain_can_be_maximised_and_no_other()
    {
        Assert.Empty(Fields(Law, 9, JointGoal.Maximise(3)));
        Assert.Equal(["norm"], Fields(Law, 9, JointGoal.Maximise(2)));
        Assert.Equal(["norm"], Fields(Law, 9, JointGoal.Maximise(double.NaN)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_threshold_that_is_none_is_refused(double threshold)
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            nameof(threshold), () => JointRegions.Of(threshold, Law, 9, JointGoal.Equal));
        Assert.Throws<ArgumentOutOfRangeException>(
            nameof(threshold), () => TradeOff.Front(threshold, Law, 9, 1, 3, 2));
    }

    [Fact]
    public void A_threshold_of_zero_gives_no_region_and_no_trade_off()
    {
        Assert.Null(JointRegions.Of(0, Law, 9, JointGoal.Equal));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => TradeOff.Front(0, Law, 9, 1, 3, 2));
    }

    [Fact]
    public void The_smallest_threshold_gives_limits_above_zero_or_nothing()
    {
        foreach (var law in new[] { Law, NoiseLaw.Gaussian(1e-100), NoiseLaw.GeneralizedGaussian(1e-100, 64) })
        {
            var region = JointRegions.Of(double.Epsilon, law, JointRegions.MostDimension, JointGoal.Maximise(
                JointRegions.Exponents(law)[0]));
            Assert.True(region is null || region.Limits.All(limit => limit.Radius > 0));
        }
    }

    [Fact]
    public void The_threshold_of_probabilities_without_a_majority_is_zero()
    {
        Assert.Equal(0, JointRegions.Threshold(ClassProbabilities.Of(0.5, 0.5, 0.5)));
        Assert.Equal(0, JointRegions.Threshold(ClassProbabilities.Of(0, 1, 1)));
        Assert.Equal(0, JointRegions.Threshold(0.6, 0.4));
        Assert.Equal(
            DivergenceBound.KullbackLeiblerLowerBound(0.1, 0.05),
            JointRegions.Threshold(ClassProbabilities.Of(0.9, 0.1, 0.05)));
    }

    [Fact]
    public void A_certificate_takes_as_many_regions_as_allowed_and_none_twice()
    {
        var certificate = Certified();
        JointGoal[] goals =
            [JointGoal.Equal, JointGoal.Maximise(1), JointGoal.Maximise(3), Weights(1, 2), Weights(2, 1)];
        foreach (var goal in goals[..Claims.MostJointRegions])
        {
            certificate = JointClaims.Add(certificate, goal);
            Assert.Equal(Statement.Of(certificate), certificate.Statement);
        }

        Assert.Equal(4, ((Claims)certificate.Outcome).JointRegions.Distinct().Count());
        Assert.Throws<ArgumentException>("certificate", () => JointClaims.Add(certificate, goals[^1]));
        var one = JointClaims.Add(Certified(), JointGoal.Equal);
        Assert.Same(one, JointClaims.Add(one, JointGoal.Equal));
    }

    [Fact]
    public void An_abstention_stays_as_it_is_and_a_question_out_of_range_is_refused()
    {
        var source = Samples.SourceOf(Law, Smoothing.Draws.Grids.Grid.EightBit, [1, 2, 3], 3);
        var abstention = Samples.Certified(Samples.Evidence(source, [9, 0, 0], [5, 5, 5]));

        Assert.Same(abstention, JointClaims.Add(abstention, JointGoal.Equal));
        Assert.Throws<ArgumentException>("goal", () => JointClaims.Add(Certified(), JointGoal.Maximise(2)));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(TradeOff.MostPoints, 0)]
    [InlineData(1, 1)]
    [InlineData(TradeOff.MostPoints + 1, 1)]
    public void A_number_of_points_out_of_its_range_is_named(int points, int violations) =>
        Assert.Equal(violations, TradeOff.Violations(Law, 9, 1, 3, points).Count);

    [Fact]
    public void A_trade_off_is_between_two_norms_of_the_chain()
    {
        Assert.Equal(["norms"], TradeOff.Violations(Law, 9, 1, 1, 2).Select(one => one.Field));
        Assert.Equal(["norms"], TradeOff.Violations(Law, 9, 2, 3, 2).Select(one => one.Field));
        Assert.Empty(TradeOff.Violations(Law, 9, 1, 3, 2));
    }

    [Fact]
    public void Regions_are_equal_where_all_their_numbers_are()
    {
        var region = JointRegions.Of(1, Law, 9, JointGoal.Equal)!;
        var same = JointRegions.Of(1, Law, 9, JointGoal.Equal)!;

        Assert.Equal(region, same);
        Assert.Equal(region.GetHashCode(), same.GetHashCode());
        Assert.Equal(region with { Limits = default }, same with { Limits = default });
        JointRegion[] others =
        [
            region with { Limits = default }, region with { ContainedBalls = default },
            region with { Limits = region.Limits[..1] }, region with { Constraint = 0.5 },
            region with { Threshold = 2 }, region with { MaximisedExponent = 1 },
            region with { Objective = JointObjective.Maximise },
        ];
        Assert.All(others, other => Assert.NotEqual(region, other));
        Assert.False(region.Equals(null));
    }

    [Fact]
    public void Nothing_in_place_of_an_argument_is_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("goal", () => JointRegions.Of(1, Law, 9, null!));
        Assert.Throws<ArgumentNullException>("given", () => JointRegions.Threshold(null!));
        Assert.Throws<ArgumentNullException>("certificate", () => JointClaims.Add(null!, JointGoal.Equal));
    }

    private static string[] Fields(NoiseLaw law, long dimension, JointGoal goal) =>
        [.. JointRegions.Violations(law, dimension, goal).Select(one => one.Field)];

    private static JointGoal Weights(double first, double second) =>
        JointGoal.Weighted([new(1, first), new(3, second)]);

    private static Certificate Certified() => Samples.Certified(Samples.Evidence(
        Samples.SourceOf(Law, Smoothing.Draws.Grids.Grid.EightBit, [1, 2, 3], 3), [9, 0, 0], [950, 40, 10]));
}
