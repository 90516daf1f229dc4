using System.Numerics;
using Smoothing.Certification.Replaying;
using Smoothing.Draws.Counting;

namespace Smoothing.Certification.Tests;

public sealed class ReplayTests
{
    [Fact]
    public void Equal_counts_are_identical_on_any_runtime()
    {
        foreach (var sameRuntime in new[] { true, false })
        {
            var comparison = Compare(sameRuntime, (Counts(0, 0, 70, 30), Counts(0, 0, 70, 30)));

            Assert.Equal(ReplayVerdict.Identical, comparison.Verdict);
            Assert.Equal([new RangeComparison(new(0, 100), 0, null)], comparison.Ranges);
        }
    }

    [Fact]
    public void One_draw_that_moved_is_different_on_one_runtime_and_consistent_on_two()
    {
        var (recorded, replayed) = (Counts(0, 0, 70, 30), Counts(0, 0, 69, 31));

        Assert.Equal(ReplayVerdict.Different, Compare(true, (recorded, replayed)).Verdict);
        Assert.Equal(ReplayVerdict.Consistent, Compare(false, (recorded, replayed)).Verdict);
    }

    [Fact]
    public void The_draws_that_moved_and_the_least_likely_change_are_told_for_each_range()
    {
        var comparison = Compare(
            false, (Counts(0, 2, 60, 38), Counts(0, 0, 60, 40)), (Counts(128, 0, 900, 100), Counts(128, 0, 901, 99)));

        var (moved, change) = (comparison.Ranges[0].Moved, comparison.Ranges[0].Greatest!.Value);
        Assert.Equal((2L, (int?)null, 2L, 0L), (moved, change.Class, change.Recorded, change.Replayed));
        // 2 (1/2)^2, rounded up.
        Assert.InRange(change.PValue, 0.5, 0.5 * (1 + 1e-15));
        Assert.Equal((1L, (int?)0), (comparison.Ranges[1].Moved, comparison.Ranges[1].Greatest!.Value.Class));
        Assert.InRange(comparison.Share * 6, Math.BitDecrement(ReplayTest.Error) * (1 - 1e-15), ReplayTest.Error);
    }

    [Fact]
    public void One_range_is_enough_for_counts_to_be_different_and_none_else_to_be_identical()
    {
        var (same, little, much) = (Counts(0, 0, 700, 300), Counts(0, 0, 699, 301), Counts(0, 0, 300, 700));

        Assert.Equal(ReplayVerdict.Identical, Compare(true, (same, same), (much, much)).Verdict);
        Assert.Equal(ReplayVerdict.Different, Compare(true, (same, same), (same, little)).Verdict);
        Assert.Equal(ReplayVerdict.Different, Compare(false, (same, same), (same, much), (same, little)).Verdict);
        Assert.Equal(ReplayVerdict.Consistent, Compare(false, (same, same), (same, little)).Verdict);
    }

    // Each of the others has ten more, which says little; the 30 that the first lacks say that the laws differ.
    [Fact]
    public void An_answer_that_nearly_all_draws_have_is_compared_by_those_that_have_it_not()
    {
        var comparison = Compare(false, (Counts(0, 0, 10_000, 0, 0, 0), Counts(0, 0, 9970, 10, 10, 10)));

        Assert.Equal(ReplayVerdict.Different, comparison.Verdict);
        Assert.Equal(0, comparison.Ranges[0].Greatest!.Value.Class);
        Assert.InRange(
            comparison.Ranges[0].Greatest!.Value.PValue, Math.ScaleB(1, -29), Math.ScaleB(1 + 1e-15, -29));
    }

    [Fact]
    public void A_p_value_of_just_the_share_is_refused()
    {
        var (one, other) = (Counts(0, 0, 4, 96), Counts(0, 0, 0, 100));
        var p = Compare(false, (one, other)).Ranges[0].Greatest!.Value.PValue;
        var error = 3 * p;
        while (ReplayTest.Compare([one], [other], false, error).Share < p)
            error = Math.BitIncrement(error);

        Assert.Equal(p, ReplayTest.Compare([one], [other], false, error).Share);
        Assert.Equal(ReplayVerdict.Different, ReplayTest.Compare([one], [other], false, error).Verdict);
        Assert.Equal(
            ReplayVerdict.Consistent,
            ReplayTest.Compare([one], [other], false, error * (1 - 1e-15)).Verdict);
    }

    [Fact]
    public void Draws_that_move_between_classes_are_counted_once()
    {
        var range = Compare(false, (Counts(0, 3, 50, 40, 7), Counts(0, 1, 40, 49, 10))).Ranges[0];

        Assert.Equal(12, range.Moved);
        Assert.Equal((0, 50L, 40L), (range.Greatest!.Value.Class, range.Greatest.Value.Recorded,
            range.Greatest.Value.Replayed));
    }

    // With n = 10,000 and three comparisons, a class that half of the draws answer: |a - b| of about 5.1 times 100.
    [Theory]
    [InlineData(5000, 5480, ReplayVerdict.Consistent)]
    [InlineData(5000, 5530, ReplayVerdict.Different)]
    [InlineData(10_000, 9978, ReplayVerdict.Consistent)]
    [InlineData(10_000, 9977, ReplayVerdict.Different)]
    [InlineData(0, 22, ReplayVerdict.Consistent)]
    [InlineData(0, 23, ReplayVerdict.Different)]
    public void Changes_beyond_what_equal_laws_explain_are_different(
        long recorded, long replayed, ReplayVerdict expected) =>
        Assert.Equal(
            expected,
            Compare(
                false,
                (Counts(0, 0, recorded, 10_000 - recorded), Counts(0, 0, replayed, 10_000 - replayed))).Verdict);

    [Fact]
    public void A_p_value_is_never_below_the_exact_one()
    {
        const int Draws = 40;
        for (var a = 0; a <= Draws; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var both = Math.Min(a + b, 2 * Draws - a - b);
                var (tail, shift) = Dyadic.Tail((both + a - b) / 2, both, 0.5);
                var exact = BigInteger.Min(2 * tail, BigInteger.One << shift);
                var change = Compare(false, (Counts(0, 0, a, Draws - a), Counts(0, 0, b, Draws - b))).Ranges[0];
                var (stated, statedShift) = Dyadic.Parts(change.Greatest!.Value.PValue);
                Assert.True(stated << shift >= exact << statedShift, $"{a} and {b}");
            }
        }
    }

    // Every law of a pair of answers, in sixths, that gives all three answers alike often on both sides: independent
    // ones, equal ones, and others. All outcomes of six draws, in whole numbers.
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.3)]
    public void Equal_laws_are_refused_at_most_as_often_as_allowed(double error)
    {
        const int Draws = 6, Parts = 6;
        var outcomes = Compositions(Draws, 9).Select(pairs => (Pairs: pairs, Refused: Refused(pairs, error)))
            .Where(outcome => outcome.Refused).Select(outcome => outcome.Pairs).ToList();
        var laws = Compositions(Parts, 9).Where(HasEqualMargins).ToList();
        Assert.InRange(laws.Count, 100, 3000);
        Assert.InRange(outcomes.Count, 100, 3000);
        var (allowed, shift) = Dyadic.Parts(error);
        var all = BigInteger.Pow(Parts, Draws);
        var most = laws.Max(law => outcomes.Aggregate(BigInteger.Zero, (sum, pairs) => sum + Weight(pairs, law)));

        Assert.True(most << shift <= allowed * all, $"{(double)most / (double)all:R} is above {error:R}");
        Assert.True(most > 0);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        var counts = Counts(0, 0, 7, 3);
        Assert.Throws<ArgumentException>(() => ReplayTest.Compare([], [], true));
        Assert.Throws<ArgumentException>(() => ReplayTest.Compare([counts], [], true));
        Assert.Throws<ArgumentException>(() => ReplayTest.Compare([counts], [Counts(1, 0, 7, 3)], true));
        Assert.Throws<ArgumentException>(() => ReplayTest.Compare([counts], [Counts(0, 0, 7, 2, 1)], true));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReplayTest.Compare([counts], [counts], true, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReplayTest.Compare([counts], [counts], true, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReplayTest.Compare([counts], [counts], true, 0));
        Assert.Throws<ArgumentNullException>("recorded", () => ReplayTest.Compare(null!, [counts], true));
        Assert.Throws<ArgumentNullException>("replayed", () => ReplayTest.Compare([counts], null!, true));
    }

    private static ClassCounts Counts(long first, long unusable, params long[] byClass) =>
        new(new(first, byClass.Sum() + unusable), [.. byClass], unusable);

    private static ReplayComparison Compare(
        bool sameRuntime, params (ClassCounts Recorded, ClassCounts Replayed)[] ranges) => ReplayTest.Compare(
        [.. ranges.Select(range => range.Recorded)], [.. ranges.Select(range => range.Replayed)], sameRuntime);

    // pairs[3 i + j]: draws that one side answers i and the other j; the third answer is none.
    private static bool Refused(int[] pairs, double error)
    {
        var (one, other) = (Margin(pairs, 3, 1), Margin(pairs, 1, 3));
        return ReplayTest.Compare(
            [Counts(0, one[2], one[0], one[1])], [Counts(0, other[2], other[0], other[1])], false, error).Verdict
            == ReplayVerdict.Different;
    }

    private static bool HasEqualMargins(int[] law) => Margin(law, 3, 1).SequenceEqual(Margin(law, 1, 3));

    private static long[] Margin(int[] pairs, int step, int other) =>
    [
        .. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3).Sum(j => (long)pairs[step * i + other * j])),
    ];

    // The multinomial probability of an outcome, times the denominator to the number of draws.
    private static BigInteger Weight(int[] pairs, int[] law)
    {
        var (weight, draws) = (BigInteger.One, 0);
        for (var cell = 0; cell < pairs.Length; cell++)
        {
            for (var k = 1; k <= pairs[cell]; k++)
                weight = weight * law[cell] * ++draws / k;
        }

        return weight;
    }

    private static IEnumerable<int[]> Compositions(int total, int parts)
    {
        if (parts == 1)
        {
            yield return [total];
            yield break;
        }

        for (var first = 0; first <= total; first++)
        {
            foreach (var rest in Compositions(total - first, parts - 1))
                yield return [first, .. rest];
        }
    }
}
