using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Smoothing.Hosting;

namespace Smoothing.Cli.Commands;

/// <summary>A service of `smoothing serve`.</summary>
/// <param name="Name">"sampler" or "certifier".</param>
/// <param name="Grpc">Its port of gRPC.</param>
/// <param name="Http">Its port of the health pages.</param>
/// <param name="Create">Creates it from arguments of its own.</param>
internal sealed record ServedService(
    string Name, PortOption Grpc, PortOption Http, Func<ParseResult, string[], WebApplication> Create)
{
    /// <summary>The options that set its ports.</summary>
    public IEnumerable<Option> Options => [Grpc.Option, Http.Option];

    /// <summary>Runs it until it is stopped.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">Settings of the service on it.</param>
    /// <param name="alone">Whether the service's own configuration may set its ports.</param>
    /// <param name="error">Where the reason goes when it cannot start.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The exit code: 0 after an orderly stop, 1 when it could not start.</returns>
    public async Task<int> RunAsync(
        ParseResult parsed, Argument<string[]> settings, bool alone, TextWriter error, CancellationToken cancellation)
    {
        string[] arguments =
            [.. Grpc.Arguments(parsed, alone), .. Http.Arguments(parsed, alone), .. parsed.GetValue(settings) ?? []];
        using var refusal = new StringWriter();
        try
        {
            return await ServiceRunner.RunAsync(() => Create(parsed, arguments), refusal, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
        finally
        {
            await error.WriteAsync(InWordsOfTheCommand(refusal.ToString()));
        }
    }

    private string InWordsOfTheCommand(string refusal) => Http.InWordsOfTheCommand(
        Grpc.InWordsOfTheCommand(refusal.Replace("The service", $"The {Name}", StringComparison.Ordinal)));
}
