using System.Collections.Concurrent;
using Grpc.Core;
using Smoothing.V1;

namespace Smoothing.Services.Tests.Scripted;

/// <summary>How a sampler serves one call.</summary>
/// <param name="request">The request.</param>
/// <param name="answers">Where its answers go.</param>
/// <param name="context">The call.</param>
internal delegate Task Script(
    SampleCountsRequest request, IServerStreamWriter<SampleCountsResponse> answers, ServerCallContext context);

/// <summary>A sampler that serves each call as its script says; the last script serves all further calls.</summary>
internal sealed class ScriptedSampler(params Script[] scripts) : SamplerService.SamplerServiceBase
{
    private readonly ConcurrentQueue<SampleCountsRequest> _requests = [];

    /// <summary>What was asked for, call by call.</summary>
    public IReadOnlyList<SampleCountsRequest> Requests => [.. _requests];

    public override async Task SampleCounts(
        SampleCountsRequest request,
        IServerStreamWriter<SampleCountsResponse> responseStream,
        ServerCallContext context)
    {
        _requests.Enqueue(request);
        await scripts[Math.Min(_requests.Count, scripts.Length) - 1](request, responseStream, context);
    }
}
