using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Smoothing.Hosting.Tests;

/// <summary>The probe in this process, with a client of each kind.</summary>
internal sealed class ProbeFixture : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private ProbeFixture(WebApplication app, CollectedLogs logs)
    {
        _app = app;
        Logs = logs;
        _channel = GrpcChannel.ForAddress(app.GrpcEndpoint());
        Probe = new(_channel);
        Health = new(_channel);
        Http = new HttpClient { BaseAddress = app.HttpEndpoint() };
    }

    public CollectedLogs Logs { get; }

    public Probe.ProbeClient Probe { get; }

    public Health.HealthClient Health { get; }

    public GrpcChannel Channel => _channel;

    public HttpClient Http { get; }

    public Uri GrpcEndpoint => _app.GrpcEndpoint();

    public Uri HttpEndpoint => _app.HttpEndpoint();

    public ProbeLife Life => _app.Services.GetRequiredService<ProbeLife>();

    public ProbeControl Control => _app.Services.GetRequiredService<ProbeControl>();

    public static async Task<ProbeFixture> StartAsync(params string[] args)
    {
        var logs = new CollectedLogs();
        var app = ProbeHost.Build(args, new EmbeddedHost { Logs = logs });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, logs);
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _channel.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Logs.AssertNothingUnexpected();
    }
}
