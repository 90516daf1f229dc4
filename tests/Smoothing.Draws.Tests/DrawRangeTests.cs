using FsCheck;
using FsCheck.Xunit;
using Smoothing.Draws.Counting;

namespace Smoothing.Draws.Tests;

public sealed class DrawRangeTests
{
    [Property]
    public void A_split_range_covers_the_same_draws(NonNegativeInt first, PositiveInt before, PositiveInt after)
    {
        var whole = new DrawRange(first.Get, (long)before.Get + after.Get);
        var (left, right) = whole.SplitAt((long)first.Get + before.Get);

        Assert.Equal((whole.First, whole.End), (left.First, right.End));
        Assert.Equal(left.End, right.First);
        Assert.False(left.Overlaps(right));
        Assert.True(whole.Overlaps(left) && right.Overlaps(whole));
    }

    [Property]
    public void Every_draw_is_in_a_tile_of_its_range(NonNegativeInt first, PositiveInt count, PositiveInt size)
    {
        var (range, tile) = (new DrawRange(first.Get, count.Get), size.Get % 512 + 1);
        var (from, end) = range.Tiles(tile);

        Assert.Equal(range.First / tile, from);
        Assert.Equal((range.End - 1) / tile, end - 1);
        Assert.True(range.NextTileStart(tile) >= range.End && range.NextTileStart(tile) - range.End < tile);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(0, -5)]
    [InlineData(1L << 32, 1)]
    [InlineData(1, 1L << 32)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Draws_beyond_the_limits_are_refused(long first, long count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DrawRange(first, count));
}
