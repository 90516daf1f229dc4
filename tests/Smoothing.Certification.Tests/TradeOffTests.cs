using Smoothing.Certification.Joint;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Tests;

/// <summary>The trade-off between two norms.</summary>
public sealed class TradeOffTests
{
    [Theory]
    [InlineData(3, 1, 3)]
    [InlineData(4, 2, 4)]
    [InlineData(9, 3, 7)]
    [InlineData(10, 2, 6)]
    public void It_leads_from_one_largest_limit_to_the_other(int shape, int first, int second)
    {
        var law = NoiseLaw.GeneralizedGaussian(0.7, shape);
        var front = TradeOff.Front(1.6, law, 3072, first, second, 41);

        double[] Alone(double norm) => Radii(JointRegions.Of(1.6, law, 3072, JointGoal.Maximise(norm))!.Limits);

        Assert.Equal(Alone(second), Radii(front[0].Limits));
        Assert.Equal(Alone(first), Radii(front[^1].Limits));
        foreach (var (point, next) in front.Zip(front.Skip(1)))
        {
            Assert.True(next.First > point.First);
            Assert.True(next.Second < point.Second);
        }

        Assert.All(front, point => Assert.InRange(point.Constraint, 1.6 * (1 - 1e-12), 1.6));
        Assert.All(front, point => Assert.Equal(
            (point.First, point.Second), (Limit(point, first), Limit(point, second))));
    }

    [Fact]
    public void Figure_3_of_the_paper_runs_from_086_to_144()
    {
        var threshold = JointRegions.Threshold(0.01, 0.01);
        var front = TradeOff.Front(threshold, NoiseLaw.GeneralizedGaussian(1, 3), 3072, 1, 3, 100);

        Assert.Equal(0.864578, front[0].First, 6);
        Assert.Equal(0.864578, front[0].Second, 6);
        Assert.InRange(front[^1].First, 1.4416, 1.44169);
    }

    // Raising both limits by a little, and the others as the chain then asks, breaks the constraint.
    [Fact]
    public void No_weighted_region_is_beyond_it()
    {
        var (law, random) = (NoiseLaw.GeneralizedGaussian(1, 5), new Random(11));
        var front = TradeOff.Front(1.6, law, 3072, 1, 5, 200);
        for (var trial = 0; trial < 40; trial++)
        {
            var region = JointRegions.Of(1.6, law, 3072, JointGoal.Weighted(
                JointRegions.Exponents(law).Select(k => KeyValuePair.Create((double)k, 0.1 + random.NextDouble()))))!;
            Assert.DoesNotContain(front, point =>
                region.Limits[0].Radius > point.First * (1 + 1e-12)
                && region.Limits[^1].Radius > point.Second * (1 + 1e-12));
        }
    }

    [Fact]
    public void What_cannot_be_asked_for_is_told_all_at_once()
    {
        var law = NoiseLaw.GeneralizedGaussian(1, 5);

        Assert.Equal(["dimension", "points"], TradeOff.Violations(law, 0, 1, 5, 1).Select(one => one.Field));
        Assert.Equal(["norms"], TradeOff.Violations(law, 9, 5, 1, 2).Select(one => one.Field));
        Assert.Equal(["norms"], TradeOff.Violations(law, 9, 1, 4, 2).Select(one => one.Field));
        Assert.Equal(["noise"], TradeOff.Violations(NoiseLaw.Uniform(1), 9, 1, 3, 2).Select(one => one.Field));
        Assert.Equal(["norms"], TradeOff.Violations(law, 9, 3, 3, 2).Select(one => one.Field));
        Assert.Equal(["norms"], TradeOff.Violations(law, 9, 2, 5, 2).Select(one => one.Field));
        Assert.Equal(["points"], TradeOff.Violations(law, 9, 1, 3, 10_001).Select(one => one.Field));
        Assert.Empty(TradeOff.Violations(law, 9, 1, 3, 2));
        Assert.Empty(TradeOff.Violations(law, 9, 1, 3, 10_000));
        Assert.Throws<ArgumentException>(() => TradeOff.Front(1.6, law, 9, 1, 4, 2));
        Assert.All(
            new[] { 0, -1, double.NaN, double.PositiveInfinity },
            bad => Assert.Throws<ArgumentOutOfRangeException>(
                "threshold", () => TradeOff.Front(bad, law, 9, 1, 3, 2)));
    }

    // Equal distances of the logarithm of the ratio, from none to all of what the chain allows.
    [Fact]
    public void Points_are_at_equal_distances()
    {
        const long Dimension = 3072;
        var front = TradeOff.Front(1.6, NoiseLaw.GeneralizedGaussian(0.7, 9), Dimension, 3, 7, 13);
        var most = ((1.0 / 3) - (1.0 / 7)) * Math.Log(Dimension);

        foreach (var (i, point) in front.Index())
            Assert.Equal(most * i / 12, Math.Log(point.First / point.Second), 1e-13);
    }

    private static double[] Radii(IEnumerable<NormLimit> limits) => [.. limits.Select(limit => limit.Radius)];

    private static double Limit(TradeOffPoint point, double norm) =>
        point.Limits.Single(limit => limit.Norm == norm).Radius;
}
