using System.Globalization;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Smoothing.Client;
using Smoothing.Hosting;
using Smoothing.Sampler;
using Smoothing.V1;

namespace Smoothing.Services.Tests.Running;

/// <summary>A sampler in this process.</summary>
public sealed class RunningSampler : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningSampler(WebApplication app, CollectedLogs logs)
    {
        (_app, Logs) = (app, logs);
        Channel = SmoothingChannel.Open(app.GrpcEndpoint());
        Client = new(Channel);
        Health = new(Channel);
    }

    public CollectedLogs Logs { get; }

    public GrpcChannel Channel { get; }

    public SamplerService.SamplerServiceClient Client { get; }

    public Health.HealthClient Health { get; }

    public Uri Endpoint => _app.GrpcEndpoint();

    public Uri HttpEndpoint => _app.HttpEndpoint();

    /// <summary>Starts a sampler that does not yet know its models.</summary>
    public static async Task<RunningSampler> StartUnreadyAsync(ModelFolder models, params string[] args)
    {
        var logs = new CollectedLogs();
        var app = SamplerHost.Create(
            [$"--Sampler:ModelFolder={models.Path}", .. args], new EmbeddedHost { Logs = logs });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, logs);
    }

    /// <summary>Starts a sampler and waits for its models.</summary>
    public static async Task<RunningSampler> StartAsync(ModelFolder models, params string[] args)
    {
        var sampler = await StartUnreadyAsync(models, args);
        await sampler.WhenModelsLoadedAsync();
        return sampler;
    }

    public static string Workers(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"--Sampler:Workers={number}");

    public static string Port(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"--Hosting:GrpcPort={number}");

    public Task WhenModelsLoadedAsync() => _app.WhenModelsLoadedAsync(TestContext.Current.CancellationToken);

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Logs.AssertNothingUnexpected();
    }
}
