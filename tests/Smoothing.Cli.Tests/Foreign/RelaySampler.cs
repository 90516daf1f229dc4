using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Smoothing.Client;
using Smoothing.V1;

namespace Smoothing.Cli.Tests.Foreign;

/// <summary>A sampler that asks another one, and fails some of its calls.</summary>
internal sealed class RelaySampler : SamplerService.SamplerServiceBase, IAsyncDisposable
{
    private readonly ConcurrentQueue<SampleCountsRequest> _requests = [];
    private readonly GrpcChannel _channel;
    private readonly SamplerService.SamplerServiceClient _sampler;
    private readonly Failure[] _failures;
    private WebApplication? _app;

    private RelaySampler(string sampler, Failure[] failures)
    {
        _channel = SmoothingChannel.Open(new(sampler));
        (_sampler, _failures) = (new(_channel), failures);
    }

    /// <summary>How a call ends after some of its draws.</summary>
    internal sealed record Failure(long Draws, RpcException Error);

    /// <summary>Its address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Changes what is told of the model, as if its manifest were changed after that.</summary>
    public Action<Model> Telling { get; set; } = _ => { };

    /// <summary>What was asked for, call by call.</summary>
    public IReadOnlyList<SampleCountsRequest> Requests => [.. _requests];

    /// <summary>Starts to listen. The first calls fail as they are told; all others do not.</summary>
    public static async Task<RelaySampler> StartAsync(string sampler, params Failure[] failures)
    {
        var relay = new RelaySampler(sampler, failures);
        var builder = WebApplication.CreateEmptyBuilder(new());
        ListenOptions? listener = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => (listener = listen).Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(relay);
        relay._app = builder.Build();
        relay._app.MapGrpcService<RelaySampler>();
        await relay._app.StartAsync(TestContext.Current.CancellationToken);
        relay.Address = $"http://{listener!.IPEndPoint}";
        return relay;
    }

    public override async Task<GetModelResponse> GetModel(GetModelRequest request, ServerCallContext context)
    {
        var answer = await _sampler.GetModelAsync(request, cancellationToken: context.CancellationToken);
        Telling(answer.Model);
        return answer;
    }

    public override async Task SampleCounts(
        SampleCountsRequest request,
        IServerStreamWriter<SampleCountsResponse> responseStream,
        ServerCallContext context)
    {
        _requests.Enqueue(request);
        var failure = _failures.ElementAtOrDefault(_requests.Count - 1);
        var asked = request.Clone();
        asked.Draws.Count = Math.Min(asked.Draws.Count, failure?.Draws ?? long.MaxValue);
        if (asked.Draws.Count > 0)
        {
            using var call = _sampler.SampleCounts(asked, cancellationToken: context.CancellationToken);
            await foreach (var answer in call.ResponseStream.ReadAllAsync(context.CancellationToken))
                await responseStream.WriteAsync(answer, context.CancellationToken);
        }

        if (failure is not null)
            throw failure.Error;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        _channel.Dispose();
    }
}
