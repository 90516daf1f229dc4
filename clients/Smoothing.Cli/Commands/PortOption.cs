using System.CommandLine;
using Smoothing.Cli.Parsing;

namespace Smoothing.Cli.Commands;

/// <summary>An option that sets a port of a service.</summary>
/// <param name="Option">The option.</param>
/// <param name="Setting">Name of the service's own option, such as "Hosting:GrpcPort".</param>
/// <param name="Default">Port when it is left out.</param>
internal sealed record PortOption(Option<long?> Option, string Setting, int Default)
{
    private const int Limit = 65535;

    /// <summary>The port of gRPC.</summary>
    public static PortOption ForGrpc(string name, string service, int port) =>
        Create(name, "Hosting:GrpcPort", $"port of the {service}", port);

    /// <summary>The port of the health and metrics pages.</summary>
    public static PortOption ForHttp(string name, string service, int port) =>
        Create(name, "Hosting:HttpPort", $"port of /health/live, /health/ready and /metrics of the {service}", port);

    /// <summary>The service's arguments.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="alone">Whether a port that is left out is the service's own choice.</param>
    public string[] Arguments(ParseResult parsed, bool alone)
    {
        var port = parsed.GetValue(Option) ?? (alone ? null : Default);
        return port is null ? [] : [$"--{Setting}", FormattableString.Invariant($"{port}")];
    }

    /// <summary>A refusal of the service that names this option instead of the service's own.</summary>
    public string InWordsOfTheCommand(string refusal) => refusal
        .Replace($"--{Setting} or {Variable}", Option.Name, StringComparison.Ordinal)
        .Replace($"{Setting} is", $"{Option.Name} is", StringComparison.Ordinal);

    private string Variable => Setting.Replace(":", "__", StringComparison.Ordinal);

    private static PortOption Create(string name, string setting, string description, int port)
    {
        var read = Read.Whole(name, 0, Limit);
        var option = new Option<long?>(name)
        {
            HelpName = "PORT",
            Description = $"{description}, {port} when left out; 0 takes a free one",
            CustomParser = result => read(result),
        };
        return new(option, setting, port);
    }
}
