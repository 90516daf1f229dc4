using Smoothing.Hosting;

namespace Smoothing.Certifier;

/// <summary>The certifier as a service of its own, or inside another program.</summary>
public static class CertifierHost
{
    private const string Service = "smoothing.v1.CertifierService";

    /// <summary>Creates the application; start it next.</summary>
    /// <param name="args">Options, such as "--Hosting:GrpcPort 5002".</param>
    /// <param name="embedded">Given when the certifier lives inside another program.</param>
    public static WebApplication Create(string[] args, EmbeddedHost? embedded = null)
    {
        var builder = ServiceHost.CreateBuilder(args, embedded);
        builder.AddServiceDefaults(Service, options => (options.GrpcPort, options.HttpPort) = (5002, 8082));
        builder.Services.AddSingleton<CertifierMetrics>();
        var app = builder.Build();
        app.MapServiceDefaults();
        app.MapGrpcService<CertifierGrpcService>();
        return app;
    }
}
