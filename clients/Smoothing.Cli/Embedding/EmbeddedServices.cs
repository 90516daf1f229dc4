using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Smoothing.Certifier;
using Smoothing.Client;
using Smoothing.Hosting;
using Smoothing.Sampler;

namespace Smoothing.Cli.Embedding;

/// <summary>The two services of a run: those at given addresses, and others in this process, on loopback.</summary>
internal sealed class EmbeddedServices : IAsyncDisposable
{
    private readonly List<WebApplication> _hosts = [];

    private EmbeddedServices()
    {
    }

    /// <summary>Name of the model, "models/NAME".</summary>
    public required string Model { get; init; }

    /// <summary>Channel to the sampler.</summary>
    public required GrpcChannel Sampler { get; init; }

    /// <summary>Channel to the certifier.</summary>
    public required GrpcChannel Certifier { get; init; }

    /// <summary>Address of the sampler.</summary>
    public required Uri SamplerAddress { get; init; }

    /// <summary>Address of the certifier.</summary>
    public required Uri CertifierAddress { get; init; }

    /// <summary>Opens channels, and starts what has no address.</summary>
    /// <param name="model">"models/NAME" of a sampler that is given; otherwise a TorchScript file.</param>
    /// <param name="sampler">Address of a sampler; null to start one for the file.</param>
    /// <param name="certifier">Address of a certifier; null to start one.</param>
    /// <param name="place">Where an embedded sampler runs its model.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<EmbeddedServices> StartAsync(
        string model, Uri? sampler, Uri? certifier, SamplerPlace place, CancellationToken cancellation)
    {
        var hosts = new List<WebApplication>();
        try
        {
            if (sampler is null)
            {
                var file = model;
                model = ModelFile.NameOf(file);
                var host = SamplerHost.Create(SamplerArguments(file, place), new EmbeddedHost());
                sampler = await StartAsync(host, hosts, cancellation);
                await host.WhenModelsLoadedAsync(cancellation);
            }

            certifier ??= await StartAsync(CertifierHost.Create([], new EmbeddedHost()), hosts, cancellation);
            var services = new EmbeddedServices
            {
                Model = model,
                Sampler = SmoothingChannel.Open(sampler),
                SamplerAddress = sampler,
                CertifierAddress = certifier,
                Certifier = SmoothingChannel.Open(certifier),
            };
            services._hosts.AddRange(hosts);
            return services;
        }
        catch
        {
            foreach (var host in hosts)
                await host.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Sampler.Dispose();
        Certifier.Dispose();
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }
    }

    private static string[] SamplerArguments(string modelFile, SamplerPlace place) =>
    [
        "--Sampler:ModelFile", Path.GetFullPath(modelFile),
        "--Sampler:ManifestFile", ModelFile.ManifestOf(modelFile),
        "--Sampler:Workers", FormattableString.Invariant($"{place.Workers}"),
        "--Sampler:Device", place.Device,
    ];

    private static async Task<Uri> StartAsync(
        WebApplication host, List<WebApplication> hosts, CancellationToken cancellation)
    {
        hosts.Add(host);
        await host.StartAsync(cancellation);
        return host.GrpcEndpoint();
    }
}
