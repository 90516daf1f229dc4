using Google.Rpc;
using Grpc.Core;
using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.Services.Tests.Scripted;

namespace Smoothing.Services.Tests;

/// <summary>Samplers that are full, and readers whose waits end at once.</summary>
public sealed class FullQueueTests
{
    private const int Streams = 200;

    private static readonly RetryOptions Patient = RetryOptions.Default with { BusyAttempts = 1_000_000_000 };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_waits_as_long_as_a_full_sampler_says_and_then_has_its_counts()
    {
        using var models = new ModelFolder().With("slow_3", tileSize: 1).With("linear_3");
        await using var sampler = await RunningSampler.StartAsync(
            models, RunningSampler.Workers(1), "--Sampler:QueueLimit=1");
        sampler.Logs.Expect("QueueFull");
        var next = Requests.Counts("linear_3", 5, 100);
        using var open = sampler.Client.SampleCounts(
            Requests.Counts("slow_3", 0, 100_000_000, reportEvery: 1), cancellationToken: Cancelled);
        await open.FirstCountsAsync();
        var time = new InstantTime(wait =>
        {
            if (wait == 3)
                open.Dispose();
        });

        var counted = await new CountsReader(sampler.Client, Patient, time).CountAsync(next, null, Cancelled);

        Assert.Equal(Recomputed.Linear(next), Assert.Single(counted.Counts));
        Assert.InRange(time.Waits.Count, 3, int.MaxValue);
        Assert.All(time.Waits, wait => Assert.Equal(TimeSpan.FromSeconds(1), wait));
    }

    [Fact]
    public async Task Requests_that_would_hold_too_many_bytes_are_refused_with_what_is_left()
    {
        // The answers of 16 tiles of 4096 draws are what counts: three such requests fit into 1 MiB.
        using var models = new ModelFolder().With("linear_3", tileSize: 4096);
        await using var sampler = await RunningSampler.StartAsync(
            models, RunningSampler.Workers(8), "--Sampler:MaxQueueBytes=1048576");
        sampler.Logs.Expect("QueueFull");
        var request = Requests.Counts("linear_3", 0, 100_000_000);
        var open = Enumerable.Range(0, 3)
            .Select(_ => sampler.Client.SampleCounts(request, cancellationToken: Cancelled)).ToList();
        foreach (var call in open)
            await call.FirstCountsAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => sampler.Client.CountAsync(request));

        open.ForEach(call => call.Dispose());
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal(
            "the request would hold 262200 bytes; all requests of this sampler hold at most 1048576, and those under "
                + "way leave 261976; try again later",
            error.Status.Detail);
        Assert.NotNull(error.Detail<RetryInfo>());
        Assert.EndsWith(
            "(Sampler:MaxQueueBytes).",
            Assert.Single(sampler.Logs.Entries, entry => entry.Event == "QueueFull").Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Memory is bounded: 1048576 bytes for at most 64 requests, and 917504 for the inputs and outputs of 8 "
                + "tiles, beside what the models take.",
            sampler.Logs.Entries.Select(entry => entry.Message));
    }

    [Fact]
    public async Task Two_hundred_streams_at_once_have_the_counts_that_each_has_alone()
    {
        using var models = new ModelFolder().With("linear_3");
        await using var sampler = await RunningSampler.StartAsync(
            models, RunningSampler.Workers(2), "--Sampler:QueueLimit=200");
        var requests = Enumerable.Range(0, Streams).Select(i => Requests.Counts("linear_3", 37 * i, 100 + i)).ToList();

        var counted = await Task.WhenAll(requests.Select(sampler.Client.CountAsync));

        Assert.Equal(requests.Select(Recomputed.Linear), counted);
    }
}
