using Smoothing.Draws.Counting;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

/// <summary>What stays in memory, measured while no other test runs.</summary>
[Collection(AloneGroup.Name)]
public sealed class MemoryTests
{
    private static readonly ModelEntry Linear = Fixtures.Load("linear_3", 3);

    [Fact]
    public async Task Memory_does_not_grow_with_the_number_of_draws()
    {
        using var engine = Fixtures.Engine(workers: 2);
        var small = await AllocatedAsync(engine, 20_000);
        var large = await AllocatedAsync(engine, 200_000);
        // What stays alive, not what passes by: at most noise of the runtime, far below 8 bytes a draw.
        Assert.InRange(large - small, long.MinValue, 500_000);
    }

    [Fact]
    public async Task What_is_counted_and_not_read_keeps_no_answers()
    {
        using var model = new Disposing(Fixtures.Load("linear_3", 3, tileSize: 4096));
        using var engine = Fixtures.Engine(workers: 2);
        var request = Fixtures.Request(model.Entry, new DrawRange(0, 2 * 4096));
        await engine.CountAsync(request);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var unread = new List<SampleRun>();
        for (var i = 0; i < 100; i++)
        {
            unread.Add(engine.Start(request));
            while (engine.Status.Requests > 0)
                await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        unread.ForEach(run => run.Dispose());
        // The answers of one tile each would be 1.6 MB.
        Assert.InRange(held, long.MinValue, 800_000);
    }

    private static async Task<long> AllocatedAsync(SamplingEngine engine, long draws)
    {
        using var run = engine.Start(Fixtures.Request(Linear, new DrawRange(0, draws), reportEvery: draws));
        await foreach (var _ in run.Counts)
        {
            // Read to the end, while the job is still there.
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
