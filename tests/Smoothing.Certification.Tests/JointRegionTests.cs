using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>Joint regions: they are the best ones, and they are no balls.</summary>
public sealed class JointRegionTests
{
    private static readonly long[] Dimensions = [1, 2, 10, 3072, 150528, 1L << 28];

    public static TheoryData<int> Shapes => [1, 2, 3, 4, 5, 6, 7, 8, 11, 16, 31, 32, 63, 64];

    public static TheoryData<int> SmallShapes => [3, 4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Weighted_limits_are_the_best_by_their_duality_gap(int shape)
    {
        var random = new Random(shape);
        for (var trial = 0; trial < 12; trial++)
        {
            var law = NoiseLaw.GeneralizedGaussian(Math.Exp((random.NextDouble() * 6) - 3), shape);
            var dimension = Dimensions[trial % Dimensions.Length];
            var threshold = Math.Exp((random.NextDouble() * 40) - 34);
            var goal = Weighted(law, random, spread: trial % 3 * 6);
            var region = JointRegions.Of(threshold, law, dimension, goal)!;
            var gap = DualityGap.Relative(
                region.Limits.Select(limit => limit.Radius).ToArray(),
                region.Limits.Select(limit => limit.Weight).ToArray(),
                JointLaw.Of(law)!,
                JointRegions.Reserved(threshold, goal),
                dimension);

            Assert.InRange(gap, -1e-20, DualityGap.Allowed);
            Assert.True(JointRegions.Holds(region, threshold, law, dimension));
        }
    }

    [Fact]
    public void Steps_of_the_solver_that_lead_too_far_lead_back()
    {
        // Terms of such blocks leave the range of doubles on the way.
        double[] weights =
        [
            44, 103, 35465, 623, 42015, 1021, 128, 10, 73, 430, 5, 24801, 5, 70242, 24079, 263, 267557, 2, 110319, 64,
            1, 338903, 206665, 484, 31741, 1,
        ];
        var law = NoiseLaw.GeneralizedGaussian(1, 52);
        var threshold = JointRegions.Threshold(0.49999, 0.49999);
        var region = JointRegions.Of(threshold, law, 1L << 28, JointGoal.Weighted(
            weights.Select((weight, i) => KeyValuePair.Create(2.0 * (i + 1), weight))));

        Assert.NotNull(region);
        Assert.True(JointRegions.Holds(region, threshold, law, 1L << 28));
    }

    [Theory]
    [MemberData(nameof(SmallShapes))]
    public void Random_search_finds_nothing_better(int shape)
    {
        var (random, law) = (new Random(shape), NoiseLaw.GeneralizedGaussian(0.5, shape));
        foreach (var (dimension, threshold) in new[] { (2L, 0.3), (3072L, 1.6), (1L << 28, 20.0), (150528L, 1e-6) })
        {
            var goal = (WeightedGoal)Weighted(law, random, spread: 4);
            var weighted = JointRegions.Of(threshold, law, dimension, goal)!;
            var equal = JointRegions.Of(threshold, law, dimension, JointGoal.Equal)!;
            var most = JointRegions.Exponents(law)
                .Select(k => JointRegions.Of(threshold, law, dimension, JointGoal.Maximise(k))!).ToArray();
            foreach (var point in RandomPoints(law, dimension, threshold, random).Take(500))
            {
                Assert.True(Objective(point, goal) <= Objective(Radii(weighted), goal) + 1e-6);
                Assert.True(point.Min() <= Radii(equal).Min() * (1 + 1e-12));
                for (var i = 0; i < point.Length; i++)
                    Assert.True(point[i] <= most[i].Limits[i].Radius * (1 + 1e-12));
            }
        }
    }

    [Fact]
    public void Equal_limits_are_the_ball_of_the_first_norm_and_of_no_larger_one()
    {
        var region = JointRegions.Of(Threshold(0.01), NoiseLaw.GeneralizedGaussian(1, 3), 3072, JointGoal.Equal)!;

        Assert.Equal(0.864578, region.Limits[0].Radius, 6);
        Assert.All(region.Limits, limit => Assert.Equal(region.Limits[0].Radius, limit.Radius));
        Assert.Equal(region.Limits[0].Radius, Ball(region, 1));
        Assert.InRange(Ball(region, 3), 0.00408, 0.0041);
    }

    [Fact]
    public void The_region_of_the_largest_first_limit_holds_the_ball_of_equation_21()
    {
        var (law, bounds) = (NoiseLaw.GeneralizedGaussian(1, 3), NoiseLawTests.Bounds(0.01, 0.01));
        var (radius, _) = new Eq21().Radius(bounds, law, 3072);
        var region = JointRegions.Of(Threshold(0.01), law, 3072, JointGoal.Maximise(1))!;

        Assert.InRange(Ball(region, 3), radius * (1 - 1e-14), radius);
    }

    // x + z is in the class while the sum of all coordinates of z is above -s; P = .99 for the s found here.
    [Fact]
    public void A_linear_classifier_flips_inside_the_misread_l3_ball()
    {
        const int Dimension = 3072;
        var s = CubicSum.Quantile(Dimension, 0.99);
        double[] perturbation = [.. Enumerable.Repeat(-s / Dimension, Dimension)];
        var length = Math.Cbrt(perturbation.Sum(entry => Math.Pow(Math.Abs(entry), 3)));
        var law = NoiseLaw.GeneralizedGaussian(1, 3);
        var region = JointRegions.Of(Threshold(0.01), law, Dimension, JointGoal.Equal)!;

        // There the sum is on either side of the threshold with probability 1/2, and the l3 limit is far beyond.
        Assert.Equal(0.373, length, 3);
        Assert.True(length < region.Limits[1].Radius / 2);
        Assert.False(region.Contains(perturbation));
        Assert.True(Ball(region, 3) < length);
    }

    [Fact]
    public void A_half_space_on_one_coordinate_flips_inside_the_misread_l1_ball()
    {
        var law = NoiseLaw.GeneralizedGaussian(1, 3);
        var flip = UnitLaws.Of(law).Tail.UpperTailLowerBound(0.01);
        var region = JointRegions.Of(Threshold(0.01), law, 3072, JointGoal.Maximise(1))!;
        var perturbation = new double[3072];
        perturbation[17] = -flip;

        Assert.Equal(1.299, flip, 3);
        Assert.InRange(region.Limits[0].Radius, 1.4416, 1.4417);
        Assert.False(region.Contains(perturbation));
        Assert.True(Ball(region, 1) < flip);
    }

    [Fact]
    public void Gaussian_and_Laplace_regions_are_the_balls_of_equation_20()
    {
        var bounds = NoiseLawTests.Bounds(0.01, 0.01);
        foreach (var law in new NoiseLaw[] { NoiseLaw.Gaussian(0.3), NoiseLaw.Laplace(0.3) })
        {
            var region = JointRegions.Of(Threshold(0.01), law, 10, JointGoal.Equal)!;
            var (radius, _) = new Eq20().Radius(bounds, law, 10);

            Assert.InRange(Assert.Single(region.Limits).Radius, radius * (1 - 1e-15), radius * (1 + 1e-15));
        }
    }

    [Fact]
    public void What_cannot_be_asked_for_is_told_all_at_once()
    {
        var law = NoiseLaw.GeneralizedGaussian(1, 5);
        var goal = JointGoal.Weighted([new(1, 0), new(2, 1), new(3, double.NaN)]);

        Assert.Equal(
            ["dimension", "weights[1]", "weights[2]", "weights[3]", "weights[5]", "weights"],
            JointRegions.Violations(law, 0, goal).Select(violation => violation.Field));
        Assert.Equal("norm", Assert.Single(JointRegions.Violations(law, 1, JointGoal.Maximise(2))).Field);
        foreach (var other in new NoiseLaw[]
            { NoiseLaw.Uniform(1), NoiseLaw.GeneralizedGaussian(1, 1.5), NoiseLaw.GeneralizedGaussian(1, 65) })
            Assert.Equal("noise", Assert.Single(JointRegions.Violations(other, 1, JointGoal.Equal)).Field);
        Assert.Throws<ArgumentException>(() => JointRegions.Of(1, law, 1, goal));
    }

    [Fact]
    public void Without_a_divergence_there_is_no_region() =>
        Assert.Null(JointRegions.Of(
            JointRegions.Threshold(0.5, 0.5), NoiseLaw.GeneralizedGaussian(1, 4), 10, JointGoal.Equal));

    private static IEnumerable<double[]> RandomPoints(NoiseLaw law, long dimension, double threshold, Random random)
    {
        var (joint, exponents) = (JointLaw.Of(law)!, JointRegions.Exponents(law));
        while (true)
        {
            var point = new double[exponents.Length];
            point[^1] = 1;
            for (var i = point.Length - 2; i >= 0; i--)
            {
                // Often at an end of the chain.
                var share = Math.Clamp((random.NextDouble() * 1.6) - 0.3, 0, 1);
                point[i] = point[i + 1] * Math.Pow(dimension, share * 2 / (exponents[i] * (exponents[i] + 2.0)));
            }

            var (low, high) = (1e-12, 1e12);
            for (var i = 0; i < 90; i++)
            {
                var middle = Math.Sqrt(low * high);
                var within = joint.Constraint([.. point.Select(limit => limit * middle)]) <= threshold;
                (low, high) = within ? (middle, high) : (low, middle);
            }

            yield return [.. point.Select(limit => limit * low)];
        }
    }

    private static JointGoal Weighted(NoiseLaw law, Random random, double spread) => JointGoal.Weighted(
        JointRegions.Exponents(law).Select(k =>
            KeyValuePair.Create((double)k, Math.Exp((random.NextDouble() - 0.5) * spread))));

    private static double Objective(double[] limits, WeightedGoal goal) =>
        limits.Zip(goal.Weights.Values, (limit, weight) => weight * Math.Log(limit)).Sum();

    private static double[] Radii(JointRegion region) => [.. region.Limits.Select(limit => limit.Radius)];

    private static double Ball(JointRegion region, double norm) =>
        Assert.Single(region.ContainedBalls, ball => ball.Norm == norm).Radius;

    private static double Threshold(double q1) => JointRegions.Threshold(q1, q1);
}
