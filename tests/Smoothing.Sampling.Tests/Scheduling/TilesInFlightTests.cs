using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling.Tests.Scheduling;

public sealed class TilesInFlightTests
{
    [Fact]
    public void Tiles_that_began_together_and_lack_memory_halve_the_limit_once()
    {
        var tiles = new TilesInFlight(8);
        var limits = Enumerable.Range(0, 8).Select(_ => tiles.Begin()).ToList();
        Assert.All(limits, limit => Assert.Equal(8, limit));
        limits.ForEach(tiles.EndWithoutMemory);
        Assert.Equal((4, 1L, 0), (tiles.Limit, tiles.BackOffs, tiles.UnderWay));
    }

    [Theory]
    [InlineData(1, new int[0])]
    [InlineData(2, new[] { 1 })]
    [InlineData(7, new[] { 4, 2, 1 })]
    [InlineData(1024, new[] { 512, 256, 128, 64, 32, 16, 8, 4, 2, 1 })]
    public void A_tile_that_never_fits_is_tried_until_it_ran_alone(int workers, int[] limits)
    {
        var tiles = new TilesInFlight(workers);
        var seen = new List<int>();
        for (var limit = tiles.Begin(); limit > 1; limit = tiles.Begin())
        {
            tiles.EndWithoutMemory(limit);
            seen.Add(tiles.Limit);
        }

        Assert.Equal(limits, seen);
        Assert.Equal(limits.Length, tiles.BackOffs);
    }

    [Fact]
    public void No_tile_begins_beside_one_that_runs_alone()
    {
        var tiles = new TilesInFlight(2);
        var (one, _) = (tiles.Begin(), tiles.Begin());
        tiles.EndWithoutMemory(one);
        Assert.False(tiles.HasRoom);
        tiles.End(well: true);
        Assert.True(tiles.HasRoom);
        Assert.Equal(1, tiles.Begin());
        Assert.False(tiles.HasRoom);
    }

    [Fact]
    public void The_limit_grows_by_one_after_64_good_tiles_and_never_beyond_the_workers()
    {
        var tiles = new TilesInFlight(4);
        tiles.EndWithoutMemory(tiles.Begin());
        Assert.Equal(2, tiles.Limit);
        Assert.Equal([64, 64], [GoodTilesUntilGrown(tiles), GoodTilesUntilGrown(tiles)]);
        Assert.Equal(4, tiles.Limit);
        for (var i = 0; i < 1000; i++)
            EndOne(tiles, well: true);
        Assert.False(tiles.IsDueToGrow);
    }

    [Fact]
    public void A_lack_of_memory_begins_the_count_of_good_tiles_anew_and_other_failures_do_not_count()
    {
        var tiles = new TilesInFlight(4);
        tiles.EndWithoutMemory(tiles.Begin());
        for (var i = 0; i < 63; i++)
            EndOne(tiles, well: true);
        for (var i = 0; i < 100; i++)
            EndOne(tiles, well: false);
        Assert.False(tiles.IsDueToGrow);
        tiles.EndWithoutMemory(tiles.Begin());
        Assert.Equal(64, GoodTilesUntilGrown(tiles));
    }

    private static int GoodTilesUntilGrown(TilesInFlight tiles)
    {
        var good = 0;
        for (; !tiles.IsDueToGrow; good++)
            EndOne(tiles, well: true);
        tiles.Grow();
        return good;
    }

    private static void EndOne(TilesInFlight tiles, bool well)
    {
        tiles.Begin();
        tiles.End(well);
    }
}
