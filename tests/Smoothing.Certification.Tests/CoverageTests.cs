using System.Numerics;
using Smoothing.Certification.Intervals;

namespace Smoothing.Certification.Tests;

/// <summary>
/// The probability that a bound is wrong, summed over all outcomes in whole numbers: these tests cannot fail by chance.
/// </summary>
public sealed class CoverageTests
{
    public static TheoryData<int, double> Cases => new()
    {
        { 1, 0.5 }, { 2, 0.5 }, { 7, 0.05 }, { 10, 0.001 }, { 50, 0.001 }, { 100, 1e-6 }, { 200, 0.001 },
        { 200, 1e-12 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_lower_bound_exceeds_the_truth_at_most_that_often(int draws, double error)
    {
        var bounds = LowerBounds(draws, error);
        // Between two bounds the error grows with the truth: it is largest just below each bound.
        var truths = Enumerable.Range(0, 65).Select(i => i / 64.0)
            .Concat(Sparse(bounds).Where(bound => bound > 0).Select(Math.BitDecrement));
        foreach (var truth in truths)
        {
            var least = Array.FindIndex(bounds, bound => bound > truth);
            Assert.True(
                least < 0 || Dyadic.TailIsAtMost(least, draws, truth, error), $"the error is larger at {truth:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_complement_is_below_the_truth_at_most_that_often(int draws, double error)
    {
        for (var k = 1; k <= draws; k += 1 + (draws / 50))
        {
            // P(at least k successes) grows with the probability of success: the worst truth is at the bound.
            var complement = IntervalMethod.ClopperPearson.Bounds(new(k, 0, draws, 2), error).TopComplementUpper;
            var (numerator, shift) = Dyadic.Tail(draws - k + 1, draws, complement);
            var (allowed, errorShift) = Dyadic.Parts(error);
            var tail = (BigInteger.One << shift) - numerator;
            Assert.True(tail << errorShift <= allowed << shift, $"the error is larger at {k} of {draws}");
        }
    }

    [Fact]
    public void Nearly_all_of_the_error_is_used_at_the_worst_truth()
    {
        var bound = LowerBounds(100, 0.001)[90];

        Assert.True(Dyadic.TailIsAtMost(90, 100, bound, 0.001));
        Assert.False(Dyadic.TailIsAtMost(90, 100, bound, 0.001 * (1 - 1e-12)));
    }

    // The reason for a selection on other draws: bounding whatever class won is wrong more often than it says.
    [Theory]
    [InlineData(2, 1.5)]
    [InlineData(10, 5)]
    public void Bounding_the_winner_of_the_same_draws_is_wrong_more_often(int classes, double factor)
    {
        const int Draws = 200;
        const double Error = 0.01;
        var bounds = LowerBounds(Draws, Error);
        var least = Array.FindIndex(bounds, bound => bound * classes > 1);
        var (wrong, all) = Dyadic.SomeCountIsAtLeast(least, Draws, classes);

        Assert.True((double)wrong / (double)all > factor * Error, $"{(double)wrong / (double)all:R}");
    }

    private static double[] LowerBounds(int draws, double error) =>
        [
            .. Enumerable.Range(0, draws + 1)
                .Select(k => IntervalMethod.ClopperPearson.Bounds(new(k, 0, draws, 2), error).TopLower),
        ];

    private static IEnumerable<double> Sparse(double[] bounds) =>
        bounds.Where((_, i) => i % (1 + bounds.Length / 50) == 0);
}
