using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Smoothing.Client;
using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Smoothing.V1;

namespace Smoothing.Services.Tests.Scripted;

/// <summary>A scripted sampler that listens, and a reader whose waits end at once.</summary>
internal sealed class ScriptedHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private ScriptedHost(WebApplication app, ScriptedSampler sampler, GrpcChannel channel)
    {
        (_app, _channel, Sampler) = (app, channel, sampler);
        Reader = ReaderWith(Time);
    }

    public static RetryOptions Options { get; } = new(3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    public ScriptedSampler Sampler { get; }

    public InstantTime Time { get; } = new();

    public CountsReader Reader { get; }

    public static async Task<ScriptedHost> StartAsync(params Script[] scripts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        var sampler = new ScriptedSampler(scripts);
        ListenOptions? listener = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => (listener = listen).Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(sampler);
        var app = builder.Build();
        app.MapGrpcService<ScriptedSampler>();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, sampler, SmoothingChannel.Open(new Uri($"http://{listener!.IPEndPoint}")));
    }

    public CountsReader ReaderWith(TimeProvider time) =>
        new(new SamplerService.SamplerServiceClient(_channel), Options, time);

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
