using System.Collections.Concurrent;
using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling.Tests.Scheduling;

/// <summary>Devices that have memory for few tiles at once; what they do not fit fails as libtorch's allocator does.
/// </summary>
public sealed class BackOffTests
{
    private const int Workers = 4;
    private const string Allocator = "DefaultCPUAllocator: not enough memory: you tried to allocate 4096 bytes.";

    private static readonly ModelEntry Linear = Fixtures.Load("linear_3", 3);
    private static readonly ModelEntry Large = Fixtures.Load("linear_3", 3);

    [Fact]
    public async Task A_device_for_half_the_tiles_gives_the_same_counts_with_fewer_at_once()
    {
        var (underWay, limits) = (0, new ConcurrentQueue<int>());
        using var together = new Barrier(Workers);
        using var engine = Engine(
            tile =>
            {
                // The first tiles are under way at the same time, however few processors there are.
                if (tile.Index < Workers && tile.Limit == Workers)
                    together.SignalAndWait();
                if (tile.Limit > Workers / 2)
                    throw new InvalidOperationException(Allocator);
                Assert.InRange(Interlocked.Increment(ref underWay), 1, Workers / 2);
                Interlocked.Decrement(ref underWay);
            },
            limits.Enqueue);
        var request = Fixtures.Request(Linear, new DrawRange(3, 1000));

        Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), await engine.CountAsync(request));

        Assert.Equal(Workers / 2, engine.Status.TileLimit);
        Assert.Equal(1, engine.Status.MemoryBackOffs);
        Assert.Equal([Workers / 2], limits);
    }

    [Fact]
    public async Task A_tile_that_never_fits_refuses_its_request_after_those_before_and_no_other()
    {
        var tries = new ConcurrentQueue<int>();
        using var engine = Engine(tile =>
        {
            if (tile.Job.Model != Large.Model || tile.Index < 5)
                return;
            if (tile.Index == 5)
                tries.Enqueue(tile.Limit);
            throw new InvalidOperationException(Allocator);
        });
        var good = Fixtures.Request(Linear, new DrawRange(7, 20_000));
        using var other = engine.Start(good);
        var request = Fixtures.Request(Large, new DrawRange(2, 10_000), reportEvery: 1);
        using var run = engine.Start(request);
        var counted = new List<ClassCounts>();

        var failure = await Assert.ThrowsAsync<ModelException>(async () =>
        {
            await foreach (var counts in run.Counts)
                counted.Add(counts);
        });

        Assert.Equal(ModelException.Memory, failure.Check);
        Assert.StartsWith(
            "there is no memory for one tile of 16 draws with nothing else under way; it needs 448 bytes for inputs "
                + "and outputs and what the model takes besides (",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("you tried to allocate 4096 bytes", failure.Message, StringComparison.Ordinal);
        Assert.InRange(tries.Count, 1, 3);
        Assert.Equal(1, tries.Last());
        var before = request with { Range = new DrawRange(2, 5 * Fixtures.TileSize - 2) };
        Fixtures.AssertEqual(
            Recomputed.Counts(before, 3, Recomputed.Linear), counted.Aggregate((a, b) => a.Then(b)));
        Fixtures.AssertEqual(Recomputed.Counts(good, 3, Recomputed.Linear), await other.TotalAsync());
    }

    [Fact]
    public async Task The_limit_comes_back_with_good_tiles()
    {
        using var engine = Engine(tile =>
        {
            if (tile.Job.Model == Large.Model)
                throw new ModelException(ModelException.Memory, "none is left");
        });
        using var run = engine.Start(Fixtures.Request(Large, new DrawRange(0, 10_000)));
        await Assert.ThrowsAsync<ModelException>(run.TotalAsync);
        Assert.Equal(1, engine.Status.TileLimit);

        var request = Fixtures.Request(Linear, new DrawRange(0, Fixtures.TileSize * 3 * TilesInFlight.GoodTiles));
        Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), await engine.CountAsync(request));

        Assert.Equal(Workers, engine.Status.TileLimit);
        Assert.Equal(2, engine.Status.MemoryBackOffs);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_while_its_tile_waits_to_be_run_again_holds_nobody_up()
    {
        using var reached = new SemaphoreSlim(0);
        using var given = new SemaphoreSlim(0);
        var engine = Engine(tile =>
        {
            if (tile.Job.Model != Large.Model)
                return;
            reached.Release();
            given.Wait();
            throw new ModelException(ModelException.Memory, "none is left");
        });
        var run = engine.Start(Fixtures.Request(Large, new DrawRange(0, Fixtures.TileSize)));
        await reached.WaitAsync(TestContext.Current.CancellationToken);
        run.Dispose();
        given.Release();
        var request = Fixtures.Request(Linear, new DrawRange(0, 100 * Fixtures.TileSize));
        Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), await engine.CountAsync(request));
        engine.Dispose();
        Assert.Equal((0, 0, 0), (engine.Status.TilesUnderWay, engine.Status.Requests, engine.Status.Bytes));
    }

    private static SamplingEngine Engine(Action<Tile> before, Action<int>? onBackOff = null) => new(
        new SamplingOptions(Workers, 8) { OnBackOff = onBackOff },
        TimeProvider.System,
        metrics => new InjectedRunner(metrics, before));
}
