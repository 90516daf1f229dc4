using System.Numerics;
using Smoothing.Certification.Intervals;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>
/// The probability that the bounds of an interval are wrong, summed over all outcomes, or all paths of draws, in whole
/// numbers: these tests cannot fail by chance.
/// </summary>
public sealed class IntervalCoverageTests
{
    private const double Error = 0.001;

    public static TheoryData<string, int> FixedCases => new()
    {
        { "clopper_pearson", 24 }, { "split", 24 }, { "bonferroni", 24 }, { "hoeffding", 24 }, { "anytime", 24 },
    };

    [Theory]
    [MemberData(nameof(FixedCases))]
    public void Some_bound_is_wrong_at_most_as_often_as_allowed(string name, int draws)
    {
        const int Denominator = 16;
        var method = IntervalMethods.Named(name)!;
        var bounds = All(method, draws, Error);
        var (allowed, shift) = Dyadic.Parts(Error);
        foreach (var truth in Trinomial.Truths(Denominator))
        {
            var (top, other) = (truth.A / (double)Denominator, Math.Max(truth.B, truth.C) / (double)Denominator);
            var wrong = Trinomial.Sum(draws, truth, (a, b, c) => IsWrong(bounds[a, Math.Max(b, c)], top, other));
            Assert.True(
                wrong << shift <= allowed * BigInteger.Pow(Denominator, draws), $"the error is larger at {truth}");
        }
    }

    // A bound of the runner-up at all of the error, besides that of the top class, would be wrong more often than that.
    [Fact]
    public void Two_bounds_at_all_of_the_error_are_wrong_more_often()
    {
        const int Draws = 24;
        var each = All(IntervalMethod.Split, Draws, 2 * 0.25);
        var wrong = Trinomial.Truths(16).Max(truth => Trinomial.Sum(
            Draws,
            truth,
            (a, b, c) => IsWrong(each[a, Math.Max(b, c)], truth.A / 16.0, Math.Max(truth.B, truth.C) / 16.0)));

        Assert.True(4 * wrong > BigInteger.Pow(16, Draws));
    }

    // Looking again and again until the bound is above the truth: an event that must be rare whenever draws may stop.
    [Fact]
    public void Clopper_Pearson_at_a_hundred_looks_is_wrong_ten_times_as_often_as_it_says()
    {
        int[] looks = [.. Enumerable.Range(1, 100).Select(i => 20 * i)];
        var (wrong, all) = Crossing(
            looks, 1, 2, (k, n) => BinomialBound.IsLowerBound(Math.BitIncrement(0.5), k, n, Error));

        Assert.True(wrong * 1000 > 10 * all, $"{(double)(wrong * 1_000_000 / all) / 1000} times as often");
    }

    [Theory]
    [InlineData(2, 4, 2000)]
    [InlineData(3, 4, 1000)]
    [InlineData(15, 16, 800)]
    public void The_anytime_bound_is_at_no_draw_wrong_more_often_than_allowed(int successes, int of, int draws)
    {
        var truth = Math.BitIncrement(successes / (double)of);
        var (wrong, all) = Crossing(
            [.. Enumerable.Range(1, draws)], successes, of, (k, n) => AnytimeBound.IsLowerBound(truth, k, n, Error));

        Assert.True(wrong * 1000 <= all, $"{(double)(wrong * 1_000_000 / all) / 1000} times as often");
        Assert.True(wrong * 4000 > all, "the bound gives most of its error away");
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(15, 16)]
    public void Checkpoints_together_are_wrong_at_most_as_often_as_allowed(int successes, int of)
    {
        var method = new Checkpointed([25, 50, 100, 200, 400, 800], 0);
        var truth = successes / (double)of;
        var (wrong, all) = Crossing(
            [.. method.Schedule.Select(n => (int)n)], successes, of,
            (k, n) => method.Bounds(new(k, 0, n, 2), Error).TopLower > truth);

        Assert.True(wrong * 1000 <= all, $"{(double)(wrong * 1_000_000 / all) / 1000} times as often");
        Assert.True(wrong * 4000 > all, "the bound gives most of its error away");
    }

    [Fact]
    public void One_checkpoint_is_plain_Clopper_Pearson()
    {
        var counts = new IntervalCounts(90, 9, 100, 3);

        Assert.Equal(
            IntervalMethod.ClopperPearson.Bounds(counts, Error), new Checkpointed([100], 0).Bounds(counts, Error));
    }

    private static bool IsWrong(IntervalBounds bounds, double top, double other) =>
        bounds.TopLower > top || bounds.TopComplementUpper < 1 - top
        || Math.Min(bounds.OtherUpper, bounds.TopComplementUpper) < other;

    private static IntervalBounds[,] All(IntervalMethod method, int draws, double error)
    {
        var bounds = new IntervalBounds[draws + 1, draws + 1];
        for (var top = 0; top <= draws; top++)
        {
            for (var other = 0; other <= draws - top; other++)
                bounds[top, other] = method.Bounds(new(top, other, draws, 3), error);
        }

        return bounds;
    }

    /// <summary>
    /// The probability that the counts cross at any look, over a denominator: paths that did not are counted on.
    /// </summary>
    /// <param name="looks">Numbers of draws, increasing.</param>
    /// <param name="successes">Probability of a success, times <paramref name="of"/>.</param>
    /// <param name="of">Its denominator, a power of 2.</param>
    /// <param name="crosses">Whether (successes, draws) cross; more successes then do too.</param>
    private static (BigInteger Wrong, BigInteger All) Crossing(
        int[] looks, int successes, int of, Func<int, int, bool> crosses)
    {
        var paths = new BigInteger[looks[^1] + 2];
        paths[0] = BigInteger.One;
        var (wrong, look, most) = (BigInteger.Zero, 0, 0);
        for (var n = 1; n <= looks[^1]; n++)
        {
            for (var k = most + 1; k >= 0; k--)
                paths[k] = (paths[k] * (of - successes)) + (k > 0 ? paths[k - 1] * successes : BigInteger.Zero);
            most++;
            wrong *= of;
            if (look == looks.Length || n != looks[look])
                continue;
            look++;
            for (; most >= 0 && crosses(most, n); most--)
            {
                wrong += paths[most];
                paths[most] = BigInteger.Zero;
            }
        }

        return (wrong, BigInteger.Pow(of, looks[^1]));
    }
}
