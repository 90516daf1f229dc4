using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Smoothing.Hosting.Tests;

internal static class ProbeHost
{
    public const string Service = "smoothing.hosting.tests.Probe";

    public static WebApplication Build(string[] args, EmbeddedHost? embedded = null)
    {
        var builder = ServiceHost.CreateBuilder(args, embedded);
        builder.AddServiceDefaults(Service, defaults => (defaults.GrpcPort, defaults.HttpPort) = (5099, 8099));
        builder.Services.AddServiceOptions<ProbeOptions>("Probe");
        builder.Services.AddSingleton<ProbeControl>();
        builder.Services.AddSingleton<ProbeLife>();
        builder.Services.AddHealthChecks()
            .AddCheck<ProbeControl>("probe", tags: [ServiceDefaults.Ready])
            .AddCheck<ProbeLife>("life", tags: [ServiceDefaults.Live]);
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapGrpcService<ProbeService>();
        return app;
    }
}
