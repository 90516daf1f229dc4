using System.CommandLine;
using Smoothing.Certifier;
using Smoothing.Sampler;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing serve`: the services as they run on a cluster.</summary>
internal static class ServeCommand
{
    private const int SamplerPort = 5001, SamplerHttpPort = 8081, CertifierPort = 5002, CertifierHttpPort = 8082;

    private static readonly string[] SamplerSections = ["Hosting", "Sampler", "Logging"];
    private static readonly string[] CertifierSections = ["Hosting", "Logging"];

    public static Command Create() => new(
        "serve", "Runs services until SIGTERM or Ctrl+C; they log JSON on standard error.")
    {
        CreateOne(
            Sampler("--port", "--http-port"), SamplerSections, "Runs models on noisy inputs and counts their answers."),
        CreateOne(
            Certifier("--port", "--http-port"), CertifierSections, "Turns counts into certificates; needs no model."),
        CreateAll(),
    };

    private static Command CreateOne(
        (ServedService Service, Option[] Options) served, string[] sections, string description)
    {
        var settings = ServiceSettings.Create(sections, []);
        var command = Command(served.Service.Name, description, settings, served.Options);
        command.SetAction(
            (parsed, cancellation) => served.Service.RunAsync(parsed, settings, true, Console.Error, cancellation));
        return command;
    }

    private static Command CreateAll()
    {
        var (sampler, samplerOptions) = Sampler("--sampler-port", "--sampler-http-port");
        var (certifier, certifierOptions) = Certifier("--certifier-port", "--certifier-http-port");
        var settings = ServiceSettings.Create(
            SamplerSections,
            [
                (sampler.Grpc.Setting, $"{sampler.Grpc.Option.Name} and {certifier.Grpc.Option.Name}"),
                (sampler.Http.Setting, $"{sampler.Http.Option.Name} and {certifier.Http.Option.Name}"),
            ]);
        var command = Command(
            "all", "Runs both services in one process, each on ports of its own.", settings,
            [.. samplerOptions, .. certifierOptions]);
        command.SetAction((parsed, cancellation) => RunAllAsync(parsed, settings, [sampler, certifier], cancellation));
        return command;
    }

    /// <summary>Runs all; when one ends, the others are stopped.</summary>
    private static async Task<int> RunAllAsync(
        ParseResult parsed, Argument<string[]> settings, ServedService[] services, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var refusals = new StringWriter();
        Task<int>[] running =
        [
            .. services.Select(
                service => service.RunAsync(parsed, settings, false, TextWriter.Synchronized(refusals), stop.Token)),
        ];
        await Task.WhenAny(running);
        await stop.CancelAsync();
        var codes = await Task.WhenAll(running);
        // After the log of the others, so that the reason is the last line.
        await Console.Error.WriteAsync(refusals.ToString());
        return codes.Max();
    }

    private static (ServedService, Option[]) Sampler(string port, string httpPort)
    {
        var models = new Option<DirectoryInfo>("--models")
        {
            HelpName = "FOLDER",
            Description = "folder of models: each NAME.pt with its manifest NAME.json beside it",
            Required = true,
        };
        var service = new ServedService(
            "sampler",
            PortOption.ForGrpc(port, "sampler", SamplerPort),
            PortOption.ForHttp(httpPort, "sampler", SamplerHttpPort),
            (parsed, arguments) => SamplerHost.Create(
                [.. arguments, "--Sampler:ModelFolder", parsed.GetRequiredValue(models).FullName]));
        return (service, [models, .. service.Options]);
    }

    private static (ServedService, Option[]) Certifier(string port, string httpPort)
    {
        var service = new ServedService(
            "certifier",
            PortOption.ForGrpc(port, "certifier", CertifierPort),
            PortOption.ForHttp(httpPort, "certifier", CertifierHttpPort),
            (_, arguments) => CertifierHost.Create(arguments));
        return (service, [.. service.Options]);
    }

    private static Command Command(string name, string description, Argument settings, Option[] options)
    {
        var command = new Command(name, description) { settings };
        foreach (var option in options)
            command.Options.Add(option);
        return command;
    }
}
