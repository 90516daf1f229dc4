using System.Collections.Immutable;
using Smoothing.Sampling.Probing;

namespace Smoothing.Sampling.Tests;

public sealed class TileChoiceTests
{
    [Fact]
    public void A_small_tile_is_preferred_to_a_large_one_that_gains_little() => Assert.Equal(
        [32, 64, 128, 16],
        Order(new(16, "contiguous", 90), new(32, "contiguous", 98), new(64, "contiguous", 99),
            new(128, "contiguous", 100)).Select(speed => speed.TileSize));

    [Fact]
    public void A_large_tile_that_gains_much_comes_first() => Assert.Equal(
        [256, 64],
        Order(new(64, "contiguous", 50), new(256, "contiguous", 100)).Select(speed => speed.TileSize));

    [Fact]
    public void Contiguous_memory_is_preferred_to_another_that_gains_little() => Assert.Equal(
        ["contiguous", "channels_last"],
        Order(new(64, "channels_last", 100), new(64, "contiguous", 98)).Select(speed => speed.MemoryFormat));

    [Fact]
    public void A_format_that_gains_much_comes_first() => Assert.Equal(
        ["channels_last", "contiguous"],
        Order(new(64, "contiguous", 40), new(64, "channels_last", 100)).Select(speed => speed.MemoryFormat));

    [Fact]
    public async Task A_model_is_measured_in_every_form_that_its_shape_allows()
    {
        var manifest = Fixtures.Manifest("linear_3", 3);
        var speeds = await Fixtures.Prober().MeasureAsync(
            Fixtures.FileOf("linear_3"), manifest, null, null, TestContext.Current.CancellationToken);

        Assert.Equal([16, 32, 64, 128, 256], speeds.Select(speed => speed.TileSize).Distinct().Order());
        Assert.Equal(
            ["channels_last", "contiguous"], speeds.Select(speed => speed.MemoryFormat).Distinct().Order());
        Assert.All(speeds, speed => Assert.True(speed.DrawsPerSecond > 0));
    }

    [Fact]
    public async Task A_shape_without_channels_has_one_format()
    {
        var manifest = Fixtures.Manifest("linear_3", 3) with { Shape = [4], Layout = Models.Layout.Plain };
        var speeds = await Fixtures.Prober().MeasureAsync(
            Fixtures.FileOf("linear_3"), manifest, 8, null, TestContext.Current.CancellationToken);

        Assert.Equal((8, "contiguous"), (Assert.Single(speeds).TileSize, speeds[0].MemoryFormat));
    }

    private static ImmutableArray<TileSpeed> Order(params TileSpeed[] speeds) => TileChoice.Order(speeds);
}
