using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Smoothing.Hosting;

/// <summary>Creates builders of services, and tells where a started service listens.</summary>
public static class ServiceHost
{
    /// <summary>Creates a builder; call <c>AddServiceDefaults</c> next.</summary>
    /// <param name="args">Command-line arguments, such as <c>--Hosting:GrpcPort 5001</c>.</param>
    /// <param name="embedded">Given when the service runs inside another program.</param>
    /// <returns>The builder.</returns>
    public static WebApplicationBuilder CreateBuilder(string[] args, EmbeddedHost? embedded = null)
    {
        if (embedded is null)
            return WebApplication.CreateBuilder(args);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddCommandLine(args);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddSingleton(embedded);
        return builder;
    }

    /// <summary>Address of gRPC, once the service has started; loopback for "*".</summary>
    /// <param name="app">A started service.</param>
    /// <returns>An address such as http://127.0.0.1:5001.</returns>
    public static Uri GrpcEndpoint(this WebApplication app) =>
        BoundEndpoints.Reachable(app.Services.GetRequiredService<BoundEndpoints>().Grpc);

    /// <summary>Address of the health and metrics pages, once the service has started; loopback for "*".</summary>
    /// <param name="app">A started service.</param>
    /// <returns>An address such as http://127.0.0.1:8081.</returns>
    public static Uri HttpEndpoint(this WebApplication app) =>
        BoundEndpoints.Reachable(app.Services.GetRequiredService<BoundEndpoints>().Http);
}
