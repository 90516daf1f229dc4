using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Smoothing.Hosting;

/// <summary>Offers the metrics at /metrics of the HTTP port, and sends them to a collector if there is one.</summary>
internal static class MetricsExport
{
    private const string Path = "/metrics";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    public static void AddMetricsExport(this WebApplicationBuilder builder, string service)
    {
        var collector = HasCollector(builder.Configuration);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<CallMetrics>();
        builder.Services.AddOpenTelemetry()
            // The environment goes before the service's own name.
            .ConfigureResource(resource => resource.AddService(service).AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Instruments.Meters);
                // Without a cache a page shows all that happened before it was asked for.
                metrics.AddPrometheusExporter(options => options.ScrapeResponseCacheDurationMilliseconds = 0);
                if (collector)
                    metrics.AddOtlpExporter();
            });
        builder.Services.ConfigureOpenTelemetryMeterProvider((services, metrics) =>
        {
            var own = services.GetRequiredService<IMeterFactory>();
            metrics.AddView(instrument => Instruments.Exports(instrument, own) ? null : MetricStreamConfiguration.Drop);
        });
    }

    public static void UseMetricsPage(this WebApplication app)
    {
        var bound = app.Services.GetRequiredService<BoundEndpoints>();
        app.UseOpenTelemetryPrometheusScrapingEndpoint(context =>
            context.Request.Path == Path && IsGet(context.Request)
            && context.Connection.LocalPort == bound.Http?.IPEndPoint?.Port);
    }

    private static bool IsGet(HttpRequest request) => HttpMethods.IsGet(request.Method);

    private static bool HasCollector(ConfigurationManager configuration)
    {
        string[] given = [.. new[] { Endpoint, MetricsEndpoint }.Where(name => configuration[name] is { Length: > 0 })];
        string[] wrong = [.. given.Where(name => !IsWeb(configuration[name]))];
        if (wrong.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(MetricsExport), wrong.Select(name =>
                $"{name} is '{configuration[name]}': it must be a URL such as http://localhost:4317"));
        }

        return given.Length > 0;
    }

    private static bool IsWeb(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
