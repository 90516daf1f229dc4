using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(1, "1")]
    [InlineData(2, "2 1")]
    [InlineData(8, "8 4 2")]
    [InlineData(5, "5 3 2")]
    public void All_half_and_a_quarter_of_the_workers_are_tried(int workers, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', Calibration.Numbers(workers)));

    [Fact]
    public void The_fewest_tiles_that_are_about_as_fast_as_the_fastest_are_taken()
    {
        Assert.Equal(4, Calibration.Of([new(8, 100), new(4, 98), new(2, 60)]).Tiles);
        Assert.Equal(8, Calibration.Of([new(8, 100), new(4, 96), new(2, 60)]).Tiles);
        Assert.Equal(2, Calibration.Of([new(8, 90), new(4, 96), new(2, 100)]).Tiles);
    }

    [Fact]
    public async Task Every_number_is_measured_with_the_model()
    {
        using var model = new Disposing(Fixtures.Load("linear_3", 3));
        var found = await Calibration.RunAsync(model.Entry, 2, TestContext.Current.CancellationToken);

        Assert.Equal([2, 1], found.Rates.Select(rate => rate.Tiles));
        Assert.All(found.Rates, rate => Assert.True(rate.DrawsPerSecond > 0));
        Assert.InRange(found.Tiles, 1, 2);
    }

    [Theory]
    [InlineData(50, 1, 50, 2)]
    [InlineData(100, 1, 100, 101)]
    [InlineData(500, 800, 700, 500)]
    public void The_longest_tile_that_fits_into_a_round_is_measured(int expected, params int[] milliseconds)
    {
        using var one = new Disposing(Timed(milliseconds[0]));
        using var two = new Disposing(Timed(milliseconds[1]));
        using var three = new Disposing(Timed(milliseconds[2]));
        var refused = new ModelEntry("refused", new ModelException("forward", "it failed"));

        var chosen = Calibration.ModelFor([refused, one.Entry, two.Entry, three.Entry]);

        Assert.Equal(TimeSpan.FromMilliseconds(expected), chosen?.Model?.TileTime);
        Assert.Null(Calibration.ModelFor([refused]));
    }

    [Fact]
    public async Task Fewer_tiles_at_once_give_the_same_counts()
    {
        using var model = new Disposing(Fixtures.Load("linear_3", 3));
        using var engine = Fixtures.Engine(workers: 4);
        var expected = await engine.CountAsync(Fixtures.Request(model.Entry, new DrawRange(0, 1000)));
        engine.Allow(1);

        Assert.Equal(1, engine.Status.TileLimit);
        Fixtures.AssertEqual(
            expected, await engine.CountAsync(Fixtures.Request(model.Entry, new DrawRange(0, 1000))));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.Allow(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.Allow(5));
    }

    private static ModelEntry Timed(int milliseconds)
    {
        var entry = Fixtures.Load("linear_3", 3);
        entry.Model!.TileTime = TimeSpan.FromMilliseconds(milliseconds);
        return entry;
    }
}
