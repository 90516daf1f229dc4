using Grpc.AspNetCore.HealthChecks;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Smoothing.Hosting;

/// <summary>What every service has: listeners, limits, errors, health, metrics, logs and an orderly stop.</summary>
public static class ServiceDefaults
{
    /// <summary>Tag of the health checks that must pass before the service takes calls.</summary>
    public const string Ready = "ready";

    /// <summary>Tag of the health checks whose failure only a restart of the process can mend.</summary>
    public const string Live = "live";

    private const long HeadroomBytes = 1024 * 1024;

    /// <summary>Adds the defaults.</summary>
    /// <param name="builder">A builder, best from <see cref="ServiceHost.CreateBuilder"/>.</param>
    /// <param name="service">Full name of the gRPC service, such as "smoothing.v1.SamplerService".</param>
    /// <param name="defaults">The service's own default ports and limits; the configuration goes before them.</param>
    /// <returns>The same builder.</returns>
    public static WebApplicationBuilder AddServiceDefaults(
        this WebApplicationBuilder builder, string service, Action<HostingOptions>? defaults = null)
    {
        var embedded = builder.Services
            .LastOrDefault(descriptor => descriptor.ServiceType == typeof(EmbeddedHost))
            ?.ImplementationInstance as EmbeddedHost;
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new ServiceName(service));
        builder.Services.AddServiceOptions<HostingOptions>(HostingOptions.Section, options =>
        {
            defaults?.Invoke(options);
            if (embedded is not null)
                (options.Address, options.GrpcPort, options.HttpPort) = ("localhost", 0, 0);
        });
        AddListeners(builder);
        AddLogs(builder.Logging, embedded);
        AddCalls(builder.Services);
        AddHealth(builder.Services, service);
        builder.AddMetricsExport(service);
        if (embedded is not null)
            builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, EmbeddedLifetime>());
        return builder;
    }

    /// <summary>Maps health, metrics, reflection and the gate for calls. Map the gRPC service beside it.</summary>
    /// <param name="app">The application.</param>
    /// <returns>The same application.</returns>
    /// <exception cref="OptionsValidationException">Options of a section are wrong.</exception>
    /// <exception cref="AggregateException">Options of several sections are, one exception for each.</exception>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        // All sections at once, before one that is wrong stops what needs it.
        app.Services.GetService<IStartupValidator>()?.Validate();
        // Resolved here so that it sees a stop from its first moment on.
        _ = app.Services.GetRequiredService<Drain>();
        app.UseMetricsPage();
        app.UseMiddleware<CallMeter>();
        app.UseMiddleware<CallGate>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        app.MapHealthChecks("/health/live", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Live),
            ResponseWriter = HealthAnswer.WriteAsync,
        });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready),
            ResponseWriter = HealthAnswer.WriteAsync,
        });
        return app;
    }

    private static void AddListeners(WebApplicationBuilder builder)
    {
        // Container images set a port by environment variable; Kestrel would warn at every start that it is not used.
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Empty);
        builder.WebHost.UseSetting(WebHostDefaults.HttpPortsKey, string.Empty);
        builder.WebHost.UseSetting(WebHostDefaults.HttpsPortsKey, string.Empty);
        builder.Services.AddSingleton<BoundEndpoints>();
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<HostingOptions>>((host, hosting) =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(OrUsual(hosting).ShutdownSeconds));
        builder.Services.AddOptions<KestrelServerOptions>()
            .Configure<IOptions<HostingOptions>, BoundEndpoints>((kestrel, hosting, bound) =>
            {
                var options = OrUsual(hosting);
                kestrel.AddServerHeader = false;
                kestrel.Limits.Http2.MaxStreamsPerConnection = options.MaxStreamsPerConnection;
                kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(options.KeepAliveSeconds);
                kestrel.Limits.MaxRequestBodySize =
                    Math.Max(kestrel.Limits.MaxRequestBodySize ?? 0, options.MaxReceiveBytes + HeadroomBytes);
                bound.Grpc = Listen(kestrel, options, options.GrpcPort, HttpProtocols.Http2);
                bound.Http = Listen(kestrel, options, options.HttpPort, HttpProtocols.Http1);
            });
    }

    private static ListenOptions Listen(
        KestrelServerOptions kestrel, HostingOptions options, int port, HttpProtocols protocols)
    {
        ListenOptions? listener = null;
        void Configure(ListenOptions listen)
        {
            listen.Protocols = protocols;
            listener = listen;
        }

        if (options.BindAddress is { } address)
            kestrel.Listen(address, port, Configure);
        else
            kestrel.ListenAnyIP(port, Configure);
        return listener!;
    }

    private static void AddLogs(ILoggingBuilder logging, EmbeddedHost? embedded)
    {
        logging.ClearProviders();
        logging.Services.AddOptions<LoggerFilterOptions>()
            .Configure<IOptions<HostingOptions>>((filter, hosting) => Filter(filter, OrUsual(hosting).MinimumLogLevel));
        if (embedded is { Logs: { } logs })
            logging.AddProvider(logs);
        if (embedded is not null)
            return;
        logging.AddJsonConsole(console =>
        {
            console.TimestampFormat = "O";
            console.UseUtcTimestamp = true;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    // The host needs these before the options are validated, which tells what is wrong with those of every section.
    private static HostingOptions OrUsual(IOptions<HostingOptions> hosting)
    {
        try
        {
            return hosting.Value;
        }
        catch (OptionsValidationException)
        {
            return new();
        }
    }

    private static void Filter(LoggerFilterOptions filter, LogLevel minimum)
    {
        filter.MinLevel = minimum;
        if (minimum is LogLevel.Trace or LogLevel.Debug)
            return;

        // First in the list, so that the section "Logging" overrides them. The journal tells of readiness.
        filter.Rules.Insert(0, new(null, "Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None, null));
        if (minimum < LogLevel.Warning)
        {
            filter.Rules.Insert(0, new(null, "Microsoft.AspNetCore", LogLevel.Warning, null));
            filter.Rules.Insert(0, new(null, "Grpc", LogLevel.Warning, null));
        }
    }

    private static void AddCalls(IServiceCollection services)
    {
        services.AddSingleton<Drain>();
        services.AddSingleton<ErrorInterceptor>();
        services.AddGrpc(options =>
        {
            options.EnableDetailedErrors = false;
            options.Interceptors.Add<ErrorInterceptor>();
        });
        services.AddOptions<GrpcServiceOptions>().Configure<IOptions<HostingOptions>>((grpc, hosting) =>
            grpc.MaxReceiveMessageSize = hosting.Value.MaxReceiveBytes);
        services.AddGrpcReflection();
    }

    private static void AddHealth(IServiceCollection services, string service)
    {
        services.AddGrpcHealthChecks(options =>
        {
            options.Services.Map(string.Empty, IsReadiness);
            options.Services.Map(service, IsReadiness);
        }).AddCheck<DrainHealthCheck>("stopping", tags: [Ready]);
        services.AddSingleton<IHealthCheckPublisher, ReadinessJournal>();
        services.Configure<HealthCheckPublisherOptions>(options =>
        {
            // The shortest period there is: watchers of grpc.health.v1 learn of a change within a second.
            options.Delay = TimeSpan.Zero;
            options.Period = TimeSpan.FromSeconds(1);
            options.Predicate = check => check.Tags.Contains(Ready);
        });
    }

    private static bool IsReadiness(HealthCheckMapContext check) => check.Tags.Contains(Ready);
}
