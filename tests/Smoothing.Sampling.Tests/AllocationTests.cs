using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Tests.Scheduling;

namespace Smoothing.Sampling.Tests;

/// <summary>What a worker's thread allocates from one tile to the next; no other thread counts.</summary>
public sealed class AllocationTests
{
    private const int Warm = 100;

    [Fact]
    public async Task Queue_and_job_allocate_nothing_for_a_tile()
    {
        using var model = new Disposing(Fixtures.Load("linear_3", 3, tileSize: 4096));

        var bytes = await AllocatedAsync(model.Entry, tiles: 5000, runs: false);

        // Not even a byte: what there is comes once.
        Assert.InRange(bytes, 0, 0.9);
    }

    [Fact]
    public async Task A_tile_costs_the_wrappers_of_its_tensors_and_no_array()
    {
        using var model = new Disposing(Fixtures.Load("linear_3", 3, tileSize: 4096));

        var bytes = await AllocatedAsync(model.Entry, tiles: 150, runs: true);

        // The wrappers take about 930. An array of one byte a draw would cost 4096 alone.
        Assert.InRange(bytes, 0, 2048);
    }

    /// <summary>Bytes a tile, after the first ones.</summary>
    private static async Task<double> AllocatedAsync(ModelEntry model, int tiles, bool runs)
    {
        var (first, last) = (0L, 0L);
        using var engine = new SamplingEngine(
            new SamplingOptions(1, 1), TimeProvider.System, metrics => new InjectedRunner(
                metrics,
                tile =>
                {
                    last = GC.GetAllocatedBytesForCurrentThread();
                    if (tile.Index == Warm)
                        first = last;
                },
                runs));
        var draws = (long)tiles * model.Manifest!.TileSize;
        await engine.CountAsync(Fixtures.Request(model, new DrawRange(0, draws), reportEvery: draws));
        return (last - first) / (tiles - 1.0 - Warm);
    }
}
