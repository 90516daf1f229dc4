using FsCheck;
using FsCheck.Xunit;
using Smoothing.Draws.Counting;

namespace Smoothing.Draws.Tests;

public sealed class ClassCountsTests
{
    [Property]
    public void Joined_counts_are_the_sums(NonNegativeInt a, NonNegativeInt b, PositiveInt unusable)
    {
        var first = new ClassCounts(new DrawRange(0, (long)a.Get + 1), [a.Get, 1], 0);
        var range = new DrawRange((long)a.Get + 1, (long)b.Get + unusable.Get);
        var next = new ClassCounts(range, [b.Get, 0], unusable.Get);

        var joined = first.Then(next);

        Assert.Equal([(long)a.Get + b.Get, 1], joined.ByClass);
        Assert.Equal(unusable.Get, joined.Unusable);
        Assert.Equal(first.Range.Count + next.Range.Count, joined.Range.Count);
    }

    [Fact]
    public void Counts_that_do_not_follow_are_not_joined()
    {
        var counts = new ClassCounts(new DrawRange(0, 3), [1, 2], 0);

        Assert.Throws<ArgumentException>(() => counts.Then(counts));
        Assert.Throws<ArgumentException>(() => counts.Then(new ClassCounts(new DrawRange(3, 1), [1, 0, 0], 0)));
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(-1, 4, 0)]
    [InlineData(1, 1, 2)]
    [InlineData(2, 2, -1)]
    [InlineData(long.MaxValue, long.MaxValue, 5)]
    public void Counts_that_do_not_add_up_are_refused(long a, long b, long unusable) =>
        Assert.Throws<ArgumentException>(() => new ClassCounts(new DrawRange(0, 3), [a, b], unusable));
}
