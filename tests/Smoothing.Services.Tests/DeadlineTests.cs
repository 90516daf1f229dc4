using System.Diagnostics.Metrics;
using Grpc.Core;
using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.Services.Tests.Scripted;

namespace Smoothing.Services.Tests;

public sealed class DeadlineTests
{
    private const string Slow = "slow-deadline";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passed_deadline_stops_the_work_within_one_tile()
    {
        using var models = new ModelFolder().With("slow_3", tileSize: 1, name: Slow).With("linear_3");
        await using var sampler = await RunningSampler.StartAsync(
            models, RunningSampler.Workers(1), "--Sampler:QueueLimit=1");
        sampler.Logs.Expect("QueueFull");
        var tiles = 0;
        using var listener = Listening(() => Interlocked.Increment(ref tiles));
        using var call = sampler.Client.SampleCounts(
            Requests.Counts(Slow, 0, 100_000_000),
            deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1),
            cancellationToken: Cancelled);
        Assert.Equal(StatusCode.DeadlineExceeded, (await call.FailureAsync()).StatusCode);
        var reader = new CountsReader(
            sampler.Client, RetryOptions.Default with { BusyAttempts = 1_000_000_000 }, new InstantTime());
        var next = Requests.Counts("linear_3", 0, 100);

        // There is one place and one worker: when this is counted, the sampler is done with the tile under way.
        await reader.CountAsync(next, null, Cancelled);

        var before = Volatile.Read(ref tiles);
        var counted = await reader.CountAsync(next, null, Cancelled);
        Assert.Equal(Recomputed.Linear(next), Assert.Single(counted.Counts));
        Assert.Equal(before, Volatile.Read(ref tiles));
    }

    /// <summary>Calls back after each tile of the slow model.</summary>
    private static MeterListener Listening(Action tile)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "smoothing.sampler.forward.duration")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "smoothing.model", Value: Slow })
                    tile();
            }
        });
        listener.Start();
        return listener;
    }
}
