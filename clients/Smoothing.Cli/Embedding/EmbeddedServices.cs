using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Smoothing.Certifier;
using Smoothing.Client;
using Smoothing.Hosting;
using Smoothing.Sampler;

namespace Smoothing.Cli.Embedding;

/// <summary>The two services of a run: those at given addresses, and for the others ones in this process, on loopback.</summary>
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

    /// <summary>Opens channels, and starts what has no address.</summary>
    /// <param name="model">"models/NAME" of a sampler that is given; otherwise a TorchScript file.</param>
    /// <param name="sampler">Address of a sampler; null to start one for the file.</param>
    /// <param name="certifier">Address of a certifier; null to start one.</param>
    /// <param name="workers">Threads of an embedded sampler.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<EmbeddedServices> StartAsync(
        string model, Uri? sampler, Uri? certifier, int workers, CancellationToken cancellation)
    {
        var hosts = new List<WebApplication>();
        try
        {
            if (sampler is null)
            {
                var host = SamplerHost.Create(SamplerArguments(model, workers), new EmbeddedHost());
                model = ModelFile.NameOf(model);
                sampler = await StartAsync(host, hosts, cancellation);
                await host.WhenModelsLoadedAsync(cancellation);
            }

            certifier ??= await StartAsync(CertifierHost.Create([], new EmbeddedHost()), hosts, cancellation);
            var services = new EmbeddedServices
            {
                Model = model,
                Sampler = Open(sampler, "--sampler"),
                Certifier = Open(certifier, "--certifier"),
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

    private static string[] SamplerArguments(string modelFile, int workers) =>
    [
        "--Sampler:ModelFile", Path.GetFullPath(modelFile),
        "--Sampler:ManifestFile", ModelFile.ManifestOf(modelFile),
        "--Sampler:Workers", FormattableString.Invariant($"{workers}"),
    ];

    private static async Task<Uri> StartAsync(
        WebApplication host, List<WebApplication> hosts, CancellationToken cancellation)
    {
        hosts.Add(host);
        await host.StartAsync(cancellation);
        return host.GrpcEndpoint();
    }

    private static GrpcChannel Open(Uri address, string option) => address.IsAbsoluteUri
        && address.Scheme is "http" or "https" or "dns"
        ? SmoothingChannel.Open(address)
        : throw new CommandException(ExitCode.Usage, $"{option}: \"{address}\" is not http://HOST:PORT, https://… or dns:///…");
}
