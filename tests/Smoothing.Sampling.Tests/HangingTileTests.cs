using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Smoothing.Draws.Counting;
using Smoothing.Sampler;
using Smoothing.Sampler.Models;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Tests.Scheduling;

namespace Smoothing.Sampling.Tests;

public sealed class HangingTileTests
{
    private static readonly ModelEntry Linear = Fixtures.Load("linear_3", 3);
    private static readonly ModelEntry Hanging = Fixtures.Load("linear_3", 3);

    [Fact]
    public async Task A_tile_that_takes_too_long_is_told_by_health_and_keeps_one_worker_only()
    {
        var (time, options) = (new ManualTime(), Options.Create(new SamplerOptions { TileSeconds = 30 }));
        using var reached = new SemaphoreSlim(0);
        using var ends = new SemaphoreSlim(0);
        using var engine = new SamplingEngine(new(2, 8), time, metrics => new InjectedRunner(metrics, tile =>
        {
            if (tile.Job.Model != Hanging.Model)
                return;
            reached.Release();
            ends.Wait();
        }));
        var health = new TilesHealthCheck(engine, options);
        using var run = engine.Start(Fixtures.Request(Hanging, new DrawRange(0, Fixtures.TileSize)));
        await reached.WaitAsync(TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(health)).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        var told = await CheckAsync(health);
        Assert.Equal(HealthStatus.Unhealthy, told.Status);
        Assert.Equal("a tile has taken 31 s; at most 30 are allowed", told.Description);

        var request = Fixtures.Request(Linear, new DrawRange(0, 5000));
        Fixtures.AssertEqual(Recomputed.Counts(request, 3, Recomputed.Linear), await engine.CountAsync(request));
        ends.Release();
        var slow = Fixtures.Request(Hanging, new DrawRange(0, Fixtures.TileSize));
        Fixtures.AssertEqual(Recomputed.Counts(slow, 3, Recomputed.Linear), await run.TotalAsync());
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(health)).Status);
    }

    private static Task<HealthCheckResult> CheckAsync(TilesHealthCheck health) =>
        health.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
}
