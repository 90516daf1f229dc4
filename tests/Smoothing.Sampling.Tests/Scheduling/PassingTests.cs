using System.Collections.Concurrent;
using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling.Tests.Scheduling;

public sealed class PassingTests
{
    private const int Large = 60, Tiles = 2, Stop = 10 * Large;

    private static readonly ModelEntry Linear = Fixtures.Load("linear_3", 3);

    [Fact]
    public async Task A_small_request_is_counted_within_twice_its_tiles_beside_sixty_large_ones()
    {
        var order = new ConcurrentQueue<SampleJob>();
        using var reached = new SemaphoreSlim(0);
        using var goes = new SemaphoreSlim(0);
        using var engine = new SamplingEngine(
            new SamplingOptions(1, Large + 1), TimeProvider.System, metrics => new InjectedRunner(metrics, tile =>
            {
                order.Enqueue(tile.Job);
                if (order.Count is not (2 or Stop))
                    return;
                reached.Release();
                goes.Wait();
            }));
        // The table is there from here on, so that a request has its tiles as soon as it is started.
        await engine.CountAsync(Fixtures.Request(Linear, new DrawRange(0, 1)));
        var runs = Enumerable.Range(0, Large)
            .Select(_ => engine.Start(Fixtures.Request(Linear, new DrawRange(0, 100_000_000)))).ToList();
        await reached.WaitAsync(TestContext.Current.CancellationToken);
        goes.Release();
        await reached.WaitAsync(TestContext.Current.CancellationToken);

        var request = Fixtures.Request(Linear, new DrawRange(0, Tiles * Fixtures.TileSize));
        using var small = engine.Start(request);
        goes.Release();

        Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), await small.TotalAsync());
        var then = order.Skip(Stop).Take(2 * Tiles).Where(job => job.Range == request.Range);
        Assert.Equal(Tiles, then.Count());
        runs.ForEach(run => run.Dispose());
    }
}
