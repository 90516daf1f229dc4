using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Tests.Scheduling;

namespace Smoothing.Sampling.Tests;

/// <summary>
/// What a worker's thread allocates for a tile; no other thread counts. Of several rows of tiles the one with the least
/// is looked at: what every tile allocates is in each row, and what the runtime does now and then is not.
/// </summary>
public sealed class AllocationTests
{
    private const int Rows = 8, Warm = 20;

    [Fact]
    public async Task Queue_and_job_allocate_nothing_for_a_tile()
    {
        using var model = new Disposing(Fixtures.Load("linear_3", 3, tileSize: 4096));
        Assert.Equal(0, await LeastAsync(model.Entry, rowTiles: 500, runs: false));
    }

    [Fact]
    public async Task A_tile_costs_the_wrappers_of_its_tensors_and_no_array()
    {
        using var model = new Disposing(Fixtures.Load("linear_3", 3, tileSize: 4096));
        // The wrappers take about 930. An array of one byte a draw would cost 4096 alone.
        Assert.InRange(await LeastAsync(model.Entry, rowTiles: 16, runs: true), 0, 2048);
    }

    /// <summary>Bytes a tile.</summary>
    private static async Task<double> LeastAsync(ModelEntry model, int rowTiles, bool runs)
    {
        var allocated = new long[Warm + Rows * rowTiles + 1];
        using var engine = new SamplingEngine(
            new SamplingOptions(1, 1), TimeProvider.System, metrics => new InjectedRunner(
                metrics, tile => allocated[tile.Index] = GC.GetAllocatedBytesForCurrentThread(), runs));
        var draws = (long)allocated.Length * model.Manifest!.TileSize;
        await engine.CountAsync(Fixtures.Request(model, new DrawRange(0, draws), reportEvery: draws));
        return Enumerable.Range(0, Rows)
            .Select(row => Warm + row * rowTiles)
            .Min(first => (allocated[first + rowTiles] - allocated[first]) / (double)rowTiles);
    }
}
