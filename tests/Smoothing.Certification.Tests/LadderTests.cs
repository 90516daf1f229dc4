using System.Collections.Immutable;
using Smoothing.Certification.Joint;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>Limits that follow from the last one, what is read off them, and what the checker makes of others.</summary>
public sealed class LadderTests
{
    private static readonly NoiseLaw Law = NoiseLaw.GeneralizedGaussian(0.3, 3);

    [Fact]
    public void The_last_limit_is_the_last_double_that_the_constraint_allows_and_no_other_is()
    {
        var ladder = new Ladder(JointLaw.Of(Law)!, [Step.Least]);
        var last = ladder.LastLimit(1.5);

        Assert.True(ladder.IsLastLimit(last, 1.5));
        Assert.All(
            new[] { Math.BitIncrement(last), Math.BitDecrement(last), 0, -1, double.NaN, double.MaxValue },
            other => Assert.False(ladder.IsLastLimit(other, 1.5), $"{other:R}"));
        Assert.False(ladder.IsLastLimit(0, 0));
    }

    [Fact]
    public void A_step_of_46_bits_is_read_off_limits_that_were_rounded_once()
    {
        var random = new Random(7);
        ImmutableArray<Step> most = [new(1e6, 1e6)];
        for (var i = 0; i < 500; i++)
        {
            var step = Math.ScaleB(random.NextInt64(1L << 45, 1L << 46), random.Next(10) - 45);
            var last = random.NextDouble();
            double[] limits = [Directed.MultiplyDown(last, step), last];
            Assert.Equal([new Step(step, step)], WeightedSteps.Read(limits, most)!.Value);
        }
    }

    [Fact]
    public void Limits_that_rise_or_fall_faster_than_the_chain_have_no_steps()
    {
        ImmutableArray<Step> most = [new(4, 4)];

        Assert.Null(WeightedSteps.Read([1, 2], most));
        Assert.Null(WeightedSteps.Read([5, 1], most));
        Assert.Equal(most, WeightedSteps.Read([4, 1], most)!.Value);
        Assert.Equal([Step.Least], WeightedSteps.Read([1, 1], most)!.Value);
    }

    [Fact]
    public void A_region_under_another_objective_is_not_held()
    {
        var first = JointRegions.Of(1.5, Law, 3072, JointGoal.Maximise(1))!;
        var rising = JointRegions.Of(1.5, Law, 3072, JointGoal.Weighted([new(1, 1), new(3, 2)]))!;
        var limits = rising.Limits;

        Assert.True(JointRegions.Holds(first, 1.5, Law, 3072));
        Assert.False(JointRegions.Holds(
            first with { Objective = JointObjective.Equal, MaximisedExponent = 0 }, 1.5, Law, 3072));
        Assert.False(JointRegions.Holds(
            rising with { Limits = limits.SetItem(0, limits[0] with { Radius = limits[1].Radius / 2 }) }, 1.5, Law,
            3072));
    }

    // The forger's best: all that follows from the limits is made anew.
    [Fact]
    public void Weighted_limits_that_rise_are_not_held_whatever_follows_from_them()
    {
        var region = JointRegions.Of(1.5, Law, 3072, JointGoal.Weighted([new(1, 1), new(3, 2)]))!;
        var last = region.Limits[1];
        ImmutableArray<NormLimit> limits = [region.Limits[0] with { Radius = last.Radius / 2 }, last];
        var forged = region with
        {
            Limits = limits,
            ContainedBalls = Contained.Balls(limits, 3072),
            Constraint = JointLaw.Of(Law)!.Constraint([limits[0].Radius, last.Radius]),
        };

        Assert.True(forged.Constraint <= forged.Threshold);
        Assert.False(JointRegions.Holds(forged, 1.5, Law, 3072));
    }

    // c_1 is 1, and the bound of the last double below 1 is 1.
    [Fact]
    public void A_constraint_that_is_the_threshold_itself_is_held()
    {
        var law = NoiseLaw.Laplace(1);
        var region = JointRegions.Of(1, law, 1, JointGoal.Equal)!;

        Assert.Equal(1, region.Constraint);
        Assert.True(JointRegions.Holds(region, 1, law, 1));
    }

    [Fact]
    public void Limits_that_are_not_the_best_have_a_gap()
    {
        var (joint, goal) = (JointLaw.Of(Law)!, JointGoal.Weighted([new(1, 100), new(3, 1)]));
        double Gap(JointRegion region) => DualityGap.Relative(
            [.. region.Limits.Select(limit => limit.Radius)], [100, 1], joint, JointRegions.Reserved(1.5, goal), 3072);

        Assert.InRange(Gap(JointRegions.Of(1.5, Law, 3072, goal)!), -1e-20, DualityGap.Allowed);
        Assert.InRange(Gap(JointRegions.Of(1.5, Law, 3072, JointGoal.Equal)!), 0.01, double.MaxValue);
    }

    [Fact]
    public void The_balls_inside_a_region_are_in_the_order_of_their_norms() => Assert.Equal(
        [1, 2, 3, double.PositiveInfinity],
        JointRegions.Of(1.5, Law, 9, JointGoal.Equal)!.ContainedBalls.Select(ball => ball.Norm));

    // The product of a coordinate and a limit is far below what their quotient is.
    [Theory]
    [InlineData(1e-100)]
    [InlineData(1e100)]
    public void Membership_is_the_same_at_every_scale(double scale)
    {
        var law = NoiseLaw.GeneralizedGaussian(scale, 4);
        var region = JointRegions.Of(1.6, law, 4, JointGoal.Equal)!;
        var part = region.Limits[0].Radius * 0.5;

        Assert.False(region.Contains([part, part, part, part]));
        Assert.True(region.Contains([part, part, part, part * 0.99]));
    }
}
