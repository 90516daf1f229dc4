using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Smoothing.Hosting;

/// <summary>Runs a service to its end; what keeps it from starting is one line, never a stack trace.</summary>
public static class ServiceRunner
{
    /// <summary>Builds, starts and runs a service until it is told to stop.</summary>
    /// <param name="build">Creates the application; wrong options may throw already here.</param>
    /// <param name="error">Where the line goes; null for standard error.</param>
    /// <param name="cancellationToken">Stops the service, as SIGTERM does.</param>
    /// <returns>Exit code: 0 after an orderly stop, 1 when it could not start.</returns>
    public static async Task<int> RunAsync(
        Func<WebApplication> build, TextWriter? error = null, CancellationToken cancellationToken = default)
    {
        error ??= Console.Error;
        WebApplication app;
        try
        {
            app = build();
        }
        catch (Exception exception) when (IsOfOptions(exception) || exception is FormatException)
        {
            return await RefuseAsync(error, Reason(exception));
        }

        await using (app)
        {
            if (Obstacle(app) is { } obstacle)
                return await RefuseAsync(error, obstacle);
            try
            {
                await app.StartAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return await RefuseAsync(error, $"{exception.Message} The log has the details.");
            }

            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
    }

    private static async Task<int> RefuseAsync(TextWriter error, string reason)
    {
        await error.WriteLineAsync($"The service cannot start: {reason.ReplaceLineEndings(" ")}");
        return 1;
    }

    // One section is wrong, or several are.
    private static bool IsOfOptions(Exception exception) => exception is OptionsValidationException
        || (exception is AggregateException several && several.InnerExceptions.All(IsOfOptions));

    private static string Reason(Exception exception) => exception switch
    {
        OptionsValidationException options => $"{string.Join("; ", options.Failures)}.",
        AggregateException several => string.Join(" ", several.InnerExceptions.Select(Reason)),
        _ => exception.Message,
    };

    /// <summary>
    /// Tries what is known to go wrong before the host does, because the host logs it with a stack trace and cannot
    /// name the option.
    /// </summary>
    private static string? Obstacle(WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<HostingOptions>>().Value;
        return PortProbe.Obstacle(nameof(HostingOptions.GrpcPort), options, options.GrpcPort)
            ?? PortProbe.Obstacle(nameof(HostingOptions.HttpPort), options, options.HttpPort);
    }
}
