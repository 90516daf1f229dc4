using Grpc.Core;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;

namespace Smoothing.Services.Tests;

public sealed class SlowReaderTests(SharedServices shared) : ServicesTest(shared)
{
    [Fact]
    public async Task What_a_reader_does_not_read_is_added_up_and_not_kept()
    {
        // 31,250 tiles with a report each, about a megabyte; connections hold some 130 KiB of it.
        var slow = Requests.Counts("linear_3", 0, 500_000, reportEvery: 1);
        using var call = Sampler.SampleCounts(slow, cancellationToken: Cancelled);
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        var first = call.ResponseStream.Current;

        // The one worker takes tiles of both in turns: when this one is counted, the one that began before it is too.
        var quick = Requests.Counts("linear_3", 0, 500_000, reportEvery: 500_000);
        var expected = await Sampler.CountAsync(quick);

        var rest = await call.ResponseStream.ReadAllAsync(Cancelled).ToListAsync(Cancelled);
        Assert.Equal(expected, Streams.Joined([first, .. rest], slow.Draws));
        Assert.InRange(rest.Count, 2, 31_250 / 4);
        Assert.InRange(rest.Max(answer => answer.Counts.Range.Count), 100_000, 500_000);
    }
}
