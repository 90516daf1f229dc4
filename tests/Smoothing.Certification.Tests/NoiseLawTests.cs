using Smoothing.Certification.Certificates;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>Certificates under laws other than the Gaussian.</summary>
public sealed class NoiseLawTests
{
    private static readonly double[] Complements = [1e-300, 1e-12, 0.001, 0.03, 0.2, 0.45, 0.4999999];

    public static TheoryData<string> Laws => BallCheckerTests.Laws;

    [Theory]
    [MemberData(nameof(Laws))]
    public void Equal_laws_give_equal_certificates(string text)
    {
        var law = Law(text);
        var equal = law switch
        {
            GaussianLaw gaussian => NoiseLaw.GeneralizedGaussian(gaussian.StandardDeviation * Math.Sqrt(2), 2),
            LaplaceLaw laplace => NoiseLaw.GeneralizedGaussian(laplace.Scale, 1),
            _ => Law(law.ToString()),
        };

        Assert.Equal(Certified(law).EvidenceDigest, Certified(equal).EvidenceDigest);
        Assert.Equal(Certified(law).Statement, Certified(equal).Statement);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void No_method_exceeds_the_tight_one_in_its_norm(string text)
    {
        var (law, norm) = (Law(text), Norms.Of(Law(text)));
        foreach (var q1 in Complements)
        {
            var balls = Balls.Of(Bounds(q1, q1), law, 3, [norm]);
            var tight = balls.First(ball => ball.Tight && ball.Norm == norm);
            Assert.Equal(RadiusMethod.NeymanPearson, tight.Method);
            Assert.True(tight.BestForNorm);
            Assert.All(balls.Where(ball => ball.Norm == norm), ball => Assert.True(ball.Radius <= tight.Radius));
        }
    }

    // The class of half-space x_1 + z_1 <= t has at x the probability p1, and at distance R no longer the majority.
    [Theory]
    [MemberData(nameof(Laws))]
    public void A_half_space_attains_the_tight_radius(string text)
    {
        var (law, (tail, scale)) = (Law(text), UnitLaws.Of(Law(text)));
        foreach (var q1 in Complements.Where(q1 => q1 > 1e-13))
        {
            var (radius, _) = new NeymanPearson().Radius(Bounds(q1, q1), law, 1);
            var threshold = tail.UpperTailUpperBound(q1);
            var beyond = threshold - (radius * (1 + 1e-12) / scale);
            var inside = threshold - (radius * (1 - 1e-12) / scale);

            Assert.InRange(beyond, -1, 1e-11);
            Assert.True(tail.LowerBound(beyond - 1e-11) >= 0.5, "the half-space still wins beyond the radius");
            Assert.True(inside > -1e-15, "the half-space loses inside the radius");
        }
    }

    [Theory]
    [InlineData(0.01, 0.01)]
    [InlineData(0.4, 0.3)]
    [InlineData(1e-12, 1e-13)]
    public void The_radius_of_uniform_noise_is_its_half_width_times_the_difference(double q1, double p2)
    {
        var (radius, _) = new NeymanPearson().Radius(Bounds(q1, p2), NoiseLaw.Uniform(0.5), 1);

        Assert.InRange(radius, 0.5 * (1 - q1 - p2) * (1 - 1e-15), 0.5 * (1 - q1 - p2) * (1 + 1e-15));
    }

    [Fact]
    public void Balls_of_each_norm_asked_for_follow_and_one_of_each_is_the_best()
    {
        double[] norms = [1, 1.5, 2, 4, double.PositiveInfinity];
        var balls = Balls.Of(Bounds(0.01, 0.01), NoiseLaw.Gaussian(0.25), 3072, norms);

        Assert.Equal(norms, balls.Select(b => b.Norm).Distinct().Order());
        Assert.All(balls.GroupBy(ball => ball.Norm), norm => Assert.Single(norm, ball => ball.BestForNorm));
        Assert.All(balls.Where(ball => ball.Norm < 2), ball => Assert.Contains(
            balls, parent => parent.Norm == 2 && parent.Method == ball.Method && parent.Radius == ball.Radius));
        var (two, most) = (Best(balls, 2), Best(balls, double.PositiveInfinity));
        Assert.InRange(most, two / Math.Sqrt(3072) * (1 - 1e-15), two / Math.Sqrt(3072) * (1 + 1e-16));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(65)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_norm_that_no_method_covers_is_refused(double norm)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Certified([norm]));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            CountsCertifier.LargestRadius(
                100, 0.001, IntervalMethod.ClopperPearson, NoiseLaw.Uniform(1), 0, 3, norm));
    }

    [Fact]
    public void A_norm_twice_and_too_many_norms_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Certified([1, 2, 1]));
        Assert.Throws<ArgumentException>(() =>
            Certified([.. Enumerable.Range(1, Norms.MostAtOnce + 1).Select(k => (double)k)]));
    }

    private static double Best(IEnumerable<Ball> balls, double norm) =>
        balls.Single(ball => ball.Norm == norm && ball.BestForNorm).Radius;

    internal static ProbabilityBounds Bounds(double q1, double p2)
    {
        var p1 = Directed.SubtractDown(1, q1);
        return new(0.001, IntervalMethod.ClopperPearson, p1, q1, p2, 0, new(0, 0, 1, p1, q1, p2));
    }

    private static NoiseLaw Law(string text) =>
        LawText.TryRead(text, out var law, out var violation) ? law : throw new InvalidOperationException(violation);

    private static Certificate Certified(double[] norms) => CountsCertifier.Certify(
        Samples.Evidence([1, 0, 0], [9, 1, 0]), 0.001, IntervalMethod.ClopperPearson, norms);

    private static Certificate Certified(NoiseLaw law) => Samples.Certified(Samples.Evidence(
        Samples.SourceOf(law, Grid.EightBit, [7, 9, 200], 3), [90, 10, 0], [950, 40, 10]));
}
