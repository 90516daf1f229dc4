using Grpc.Core;
using Smoothing.Draws.Laws;
using Smoothing.Sampler;
using Smoothing.Sampling;
using Smoothing.Sampling.Models;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Range = Smoothing.Draws.Counting.DrawRange;

namespace Smoothing.Services.Tests;

/// <summary>
/// One worker takes tiles of two requests in turns: when one is counted, the one that began before it and is as long is
/// counted too, but for a tile. So the tests know when the engine is done with a request that nobody reads.
/// </summary>
public sealed class SlowReaderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_reader_does_not_read_is_added_up_and_not_kept()
    {
        using var models = new ModelFolder().With("linear_3");
        using var registry = await ModelRegistry.LoadFolderAsync(
            models.Path, SamplerHost.Prober("cpu", TimeSpan.FromSeconds(60)), "cpu", Cancelled);
        using var engine = new SamplingEngine(new SamplingOptions(1, 2), TimeProvider.System);
        var request = new SampleRequest(
            registry.Find("linear_3")!, [10, 200, 100, 255], new GaussianLaw(0.25), Requests.RunSeed,
            new Range(0, 50_000), ReportEvery: 1);
        using var slow = engine.Start(request);
        await using var reader = slow.Counts.GetAsyncEnumerator(Cancelled);
        Assert.True(await reader.MoveNextAsync());
        var sum = reader.Current;

        using var quick = engine.Start(request with { ReportEvery = 50_000 });
        var expected = Assert.Single(await quick.Counts.ToListAsync(Cancelled));

        var reports = 0;
        for (; await reader.MoveNextAsync(); reports++)
            sum = sum.Then(reader.Current);
        Assert.Equal(expected.ByClass, sum.ByClass);
        Assert.InRange(reports, 1, 2);
    }

    [Fact]
    public async Task A_stream_that_is_not_read_holds_no_more_than_a_connection_does()
    {
        // 60,000 tiles of one draw, so as many reports, some 1.6 MB; a connection holds about 130 KiB of them.
        using var models = new ModelFolder().With("linear_3", tileSize: 1);
        await using var sampler = await RunningSampler.StartAsync(models, RunningSampler.Workers(1));
        var slow = Requests.Counts("linear_3", 0, 60_000, reportEvery: 1);
        using var call = sampler.Client.SampleCounts(slow, cancellationToken: Cancelled);
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        var first = call.ResponseStream.Current;

        var expected = await sampler.Client.CountAsync(slow.With(r => r.ReportEvery = 60_000));

        var rest = await call.ResponseStream.ReadAllAsync(Cancelled).ToListAsync(Cancelled);
        Assert.Equal(expected, Streams.Joined([first, .. rest], slow.Draws));
        Assert.InRange(rest.Count, 1, 15_000);
    }
}
