using System.CommandLine;
using Smoothing.Certifier;
using Smoothing.Hosting;
using Smoothing.Sampler;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing serve`: the services as they run on a cluster.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var models = new Option<DirectoryInfo>("--models")
        {
            Description = "folder of models: NAME.pt with its manifest NAME.json beside it",
            Required = true,
        };
        var sampler = Serve("sampler", "Runs models on noisy copies and counts their answers.");
        sampler.Options.Add(models);
        sampler.SetAction((parsed, cancellation) =>
            ServiceRunner.RunAsync(() => SamplerHost.Create(SamplerArguments(parsed, models)), null, cancellation));
        var certifier = Serve("certifier", "Turns counts into certificates.");
        certifier.SetAction((parsed, cancellation) =>
            ServiceRunner.RunAsync(() => CertifierHost.Create(Arguments(parsed)), null, cancellation));
        var all = Serve("all", "Runs both services, each on its own ports.");
        all.Options.Add(models);
        all.SetAction((parsed, cancellation) => AllAsync(
            () => SamplerHost.Create(SamplerArguments(parsed, models)),
            () => CertifierHost.Create(Arguments(parsed)),
            cancellation));
        return new Command("serve", "Runs services until SIGTERM. Every option of theirs can follow, such as "
            + "--Hosting:GrpcPort 5001.") { sampler, certifier, all };
    }

    private static Command Serve(string name, string description) =>
        new(name, description) { TreatUnmatchedTokensAsErrors = false };

    private static string[] SamplerArguments(ParseResult parsed, Option<DirectoryInfo> models) =>
        [.. Arguments(parsed), "--Sampler:ModelFolder", parsed.GetRequiredValue(models).FullName];

    private static string[] Arguments(ParseResult parsed) => [.. parsed.UnmatchedTokens];

    /// <summary>Runs both; when one ends, the other is stopped.</summary>
    private static async Task<int> AllAsync(
        Func<Microsoft.AspNetCore.Builder.WebApplication> sampler,
        Func<Microsoft.AspNetCore.Builder.WebApplication> certifier,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<int>[] services =
            [ServiceRunner.RunAsync(sampler, null, stop.Token), ServiceRunner.RunAsync(certifier, null, stop.Token)];
        await Task.WhenAny(services);
        await stop.CancelAsync();
        return (await Task.WhenAll(services)).Max();
    }
}
