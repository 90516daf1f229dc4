using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Smoothing.Certifier;
using Smoothing.Client;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Benchmarks.Certificates;

/// <summary>A certifier in this process, and a client of it over loopback.</summary>
internal sealed class CertifierCalls : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly Wire.CertifierService.CertifierServiceClient _client;

    private CertifierCalls(WebApplication app)
    {
        _app = app;
        _channel = SmoothingChannel.Open(app.GrpcEndpoint());
        _client = new(_channel);
    }

    public static async Task<CertifierCalls> StartAsync()
    {
        var app = CertifierHost.Create([], new EmbeddedHost());
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Sends a batch; every item must come back as a certificate.</summary>
    public Task CertifyAsync(Wire.BatchCertifyCountsRequest batch) => CertifyAsync(_client, batch);

    /// <summary>Sends a batch to a certifier; every item must come back as a certificate.</summary>
    public static async Task CertifyAsync(
        Wire.CertifierService.CertifierServiceClient client, Wire.BatchCertifyCountsRequest batch)
    {
        var response = await client.BatchCertifyCountsAsync(batch);
        if (response.Results.Count != batch.Items.Count || response.Results.Any(result => result.Certificate is null))
            throw new InvalidOperationException("an item has no certificate");
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
