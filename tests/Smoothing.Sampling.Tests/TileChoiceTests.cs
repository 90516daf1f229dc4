using System.Collections.Immutable;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Probing;

namespace Smoothing.Sampling.Tests;

public sealed class TileChoiceTests
{
    private static readonly TileForm Plain = new(64, Engine.Libtorch, MemoryFormat.Contiguous);
    private static readonly TileForm ChannelsLast = Plain with { MemoryFormat = MemoryFormat.ChannelsLast };
    private static readonly TileForm Frozen = Plain with { Engine = Engine.LibtorchFrozen };

    [Fact]
    public void A_small_tile_is_preferred_to_a_large_one_that_gains_little() => Assert.Equal(
        [32, 64, 128, 16], Order((Of(16), 90), (Of(32), 98), (Of(64), 99), (Of(128), 100)).Select(form => form.TileSize));

    [Fact]
    public void Of_tiles_that_take_less_than_4_ms_the_largest_is_preferred() => Assert.Equal(
        [64, 128, 32, 16],
        Order((Of(16), 15900), (Of(32), 15950), (Of(64), 16000), (Of(128), 16000)).Select(form => form.TileSize));

    [Fact]
    public void A_large_tile_that_gains_much_comes_first() =>
        Assert.Equal([Of(256), Of(64)], Order((Of(64), 50), (Of(256), 100)));

    [Fact]
    public void Contiguous_memory_is_preferred_to_another_that_gains_little() =>
        Assert.Equal([Plain, ChannelsLast], Order((ChannelsLast, 100), (Plain, 98)));

    [Fact]
    public void A_format_that_gains_much_comes_first() =>
        Assert.Equal([ChannelsLast, Plain], Order((Plain, 40), (ChannelsLast, 100)));

    [Fact]
    public void A_model_as_it_is_is_preferred_to_a_frozen_one_that_gains_little() =>
        Assert.Equal([Plain, Frozen], Order((Frozen, 100), (Plain, 98)));

    [Fact]
    public void An_engine_that_gains_much_comes_first() =>
        Assert.Equal([Frozen, Plain], Order((Plain, 90), (Frozen, 100)));

    [Fact]
    public async Task A_model_is_measured_in_every_form_that_its_shape_allows()
    {
        var speeds = await MeasureAsync(Fixtures.Manifest("linear_3", 3), FormWishes.None);

        Assert.Equal([16, 32, 64, 128, 256], speeds.Select(speed => speed.Form.TileSize).Distinct().Order());
        Assert.Equal(
            from format in Enum.GetValues<MemoryFormat>() from engine in Enum.GetValues<Engine>() select (format, engine),
            speeds.Select(speed => (speed.Form.MemoryFormat, speed.Form.Engine)).Distinct().Order());
        Assert.All(speeds, speed => Assert.True(speed.DrawsPerSecond > 0));
    }

    [Fact]
    public async Task A_shape_without_channels_has_one_format()
    {
        var manifest = Fixtures.Manifest("linear_3", 3) with { Shape = [4], Layout = Layout.Plain };
        var speeds = await MeasureAsync(manifest, new(8, null, null));

        Assert.Equal(
            [new(8, Engine.Libtorch, MemoryFormat.Contiguous), new(8, Engine.LibtorchFrozen, MemoryFormat.Contiguous)],
            speeds.Select(speed => speed.Form).OrderBy(form => form.Engine));
    }

    [Fact]
    public async Task What_was_asked_for_is_all_that_is_measured()
    {
        var wish = new TileForm(8, Engine.LibtorchFrozen, MemoryFormat.ChannelsLast);
        var speeds = await MeasureAsync(
            Fixtures.Manifest("linear_3", 3), new(wish.TileSize, wish.Engine, wish.MemoryFormat));

        Assert.Equal(wish, Assert.Single(speeds).Form);
    }

    private static async Task<ImmutableArray<TileSpeed>> MeasureAsync(ModelManifest manifest, FormWishes wishes) =>
        await Fixtures.Prober().MeasureAsync(
            Fixtures.FileOf("linear_3"), manifest, wishes, TestContext.Current.CancellationToken);

    private static TileForm Of(int size) => Plain with { TileSize = size };

    private static IEnumerable<TileForm> Order(params (TileForm Form, double Rate)[] speeds) =>
        TileChoice.Order([.. speeds.Select(speed => new TileSpeed(speed.Form, speed.Rate))]).Select(speed => speed.Form);
}
