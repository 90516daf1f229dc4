using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Smoothing.Hosting;
using Smoothing.Sampler.Calls;
using Smoothing.Sampler.Models;
using Smoothing.Sampling;
using Smoothing.Sampling.Models;
using Smoothing.V1;

namespace Smoothing.Sampler;

/// <summary>Builds the sampler, as a service of its own or inside another program.</summary>
public static class SamplerHost
{
    private const int GrpcPort = 5001, HttpPort = 8081;

    // A request without its input.
    private const int RequestBytes = 65536;

    /// <summary>Creates the application; start it next.</summary>
    /// <param name="args">
    /// Command-line arguments, such as <c>--Sampler:ModelFolder models</c>; see <see cref="SamplerOptions"/>.
    /// </param>
    /// <param name="embedded">Given when the service runs inside another program.</param>
    /// <returns>The application. Once it has started, <c>GrpcEndpoint()</c> tells where it listens.</returns>
    public static WebApplication Create(string[] args, EmbeddedHost? embedded = null) =>
        Create(args, embedded, Engine);

    /// <summary>Creates the application with an engine of one's own.</summary>
    internal static WebApplication Create(
        string[] args, EmbeddedHost? embedded, Func<IServiceProvider, SamplingEngine> engine)
    {
        var builder = ServiceHost.CreateBuilder(args, embedded);
        builder.AddServiceDefaults(SamplerService.Descriptor.FullName, hosting =>
        {
            (hosting.GrpcPort, hosting.HttpPort) = (GrpcPort, HttpPort);
            var input = builder.Configuration.GetSection(SamplerOptions.Section)[nameof(SamplerOptions.MaxInputBytes)];
            if (int.TryParse(input, out var bytes) && bytes is >= 0 and <= SamplerOptions.InputBytesLimit)
                hosting.MaxReceiveBytes = Math.Max(hosting.MaxReceiveBytes, bytes + RequestBytes);
        });
        builder.Services.AddServiceOptions<SamplerOptions>(SamplerOptions.Section);
        builder.Services.AddSingleton(engine);
        builder.Services.AddSingleton<ModelCatalog>();
        builder.Services.AddHostedService<ModelLoader>();
        builder.Services.AddHealthChecks()
            .AddCheck<ModelsHealthCheck>("models", tags: [ServiceDefaults.Ready])
            .AddCheck<TilesHealthCheck>("tiles", tags: [ServiceDefaults.Ready, ServiceDefaults.Live]);
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapGrpcService<SamplerGrpcService>();
        return app;
    }

    /// <summary>Waits until every model has been loaded or refused; calls are answered UNAVAILABLE before.</summary>
    /// <param name="app">A started sampler.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task WhenModelsLoadedAsync(this WebApplication app, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Services.GetRequiredService<ModelCatalog>().WhenLoadedAsync(cancellation);
    }

    /// <summary>Looks at model files in processes of their own, which are this program.</summary>
    /// <param name="device">"cpu", "cuda" or "cuda:N".</param>
    /// <param name="limit">Longest time that one look may take.</param>
    /// <param name="deviation">
    /// Standard deviation of the noise that models will meet, in units of the input; null for one that suits their
    /// range.
    /// </param>
    public static ModelProber Prober(string device, TimeSpan limit, double? deviation = null) =>
        new(Path.Combine(AppContext.BaseDirectory, typeof(SamplerHost).Assembly.GetName().Name!), device, limit)
        {
            Deviation = deviation,
        };

    private static SamplingEngine Engine(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SamplerOptions>>().Value;
        var logger = services.GetRequiredService<ILogger<SamplingEngine>>();
        var limits = new SamplingOptions(options.WorkerThreads, options.QueueLimit)
        {
            QueueBytes = options.MaxQueueBytes,
            OnBackOff = limit => SamplerLog.BackedOff(logger, limit),
        };
        return new SamplingEngine(
            limits, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IMeterFactory>());
    }
}
