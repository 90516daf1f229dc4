using Grpc.Core;
using Smoothing.V1;

namespace Smoothing.Services.Tests.Asking;

/// <summary>Reads streams of counts as they come, without the client's reader.</summary>
internal static class Streams
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The counts over a whole range, after a look at the form of the stream.</summary>
    public static async Task<ClassCounts> CountAsync(
        this SamplerService.SamplerServiceClient sampler, SampleCountsRequest request)
    {
        using var call = sampler.SampleCounts(request, cancellationToken: Cancelled);
        return Joined(await call.ResponseStream.ReadAllAsync(Cancelled).ToListAsync(Cancelled), request.Draws);
    }

    /// <summary>The sum of answers that must have one source, in the first, and cover a range without gaps.</summary>
    public static ClassCounts Joined(IReadOnlyList<SampleCountsResponse> answers, DrawRange range)
    {
        Assert.NotNull(answers[0].Source);
        Assert.All(answers.Skip(1), answer => Assert.Null(answer.Source));
        var (end, unusable, byClass) = (range.First, 0L, new SortedDictionary<int, long>());
        foreach (var counts in answers.Select(answer => answer.Counts).Where(counts => counts is not null))
        {
            Assert.Equal(end, counts.Range.First);
            Assert.Equal(counts.Range.Count, counts.Counts.Sum(one => one.Count) + counts.Unusable);
            foreach (var one in counts.Counts)
                byClass[one.Class] = byClass.GetValueOrDefault(one.Class) + one.Count;
            (end, unusable) = (end + counts.Range.Count, unusable + counts.Unusable);
        }

        Assert.Equal(range.First + range.Count, end);
        return new()
        {
            Range = range,
            Counts = { byClass.Select(one => new ClassCount { Class = one.Key, Count = one.Value }) },
            Unusable = unusable,
        };
    }

    /// <summary>Reads up to the first counts.</summary>
    public static async Task<ClassCounts> FirstCountsAsync(this AsyncServerStreamingCall<SampleCountsResponse> call)
    {
        do
            Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        while (call.ResponseStream.Current.Counts is null);
        return call.ResponseStream.Current.Counts;
    }

    /// <summary>Reads until the stream fails.</summary>
    public static Task<RpcException> FailureAsync(this AsyncServerStreamingCall<SampleCountsResponse> call) =>
        Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Cancelled))
            {
                // What was counted before the failure.
            }
        });
}
