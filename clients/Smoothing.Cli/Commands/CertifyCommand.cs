using System.CommandLine;
using Smoothing.Cli.Certifying;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Output;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing certify`: certifies a model of the user's on data of the user's.</summary>
internal static class CertifyCommand
{
    private const string Registered = "models/";

    public static Command Create()
    {
        var model = new Option<string>("--model")
        {
            Description = "TorchScript file with its manifest beside it, or models/NAME of the sampler at --sampler",
            Required = true,
        };
        var data = new Option<string>("--data")
        {
            Description = "images: idx (also .gz) or CIFAR-10 binary",
            Required = true,
        };
        var labels = new Option<string?>("--labels") { Description = "labels of idx images; found by name when left out" };
        var sampler = new Option<Uri?>("--sampler") { Description = "address of a sampler, such as http://host:5001" };
        var certifier = new Option<Uri?>("--certifier") { Description = "address of a certifier, such as http://host:5002" };
        var json = new Option<bool>("--json") { Description = "JSON lines with the certificates on standard output" };
        var output = new Option<DirectoryInfo?>("--output") { Description = "new folder for results, certificates and accuracy" };
        var run = new RunOptions();
        var command = new Command("certify", "Certifies inputs. Standard output is a table with the columns idx, label, "
            + "predict, radius, correct and time, separated by tabs; a class of -1 is an abstention.")
            { model, data, labels, sampler, certifier, json, output };
        run.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            new(
                parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), parsed.GetValue(labels),
                parsed.GetValue(sampler), parsed.GetValue(certifier)),
            run.Read(parsed),
            parsed.GetValue(output),
            parsed.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        Source source, RunSettings settings, DirectoryInfo? output, bool json, CancellationToken cancellation)
    {
        var registered = source.Model.StartsWith(Registered, StringComparison.Ordinal);
        if (registered && source.Sampler is null)
            throw new CommandException(ExitCode.Usage, $"--model {source.Model} names a model of a sampler: give --sampler");
        if (!registered && source.Sampler is not null)
            throw new CommandException(ExitCode.Usage, "--model with --sampler must be models/NAME: models are registered by "
                + "the sampler's operator, and files are for embedded services only");
        using var files = output is null ? null : RunFiles.New(output.FullName);
        using var images = Images.Open(source.Data, source.Labels);
        IRowWriter rows = json ? new JsonRows(Console.Out) : new TsvRows(Console.Out);
        await using var services = await EmbeddedServices.StartAsync(
            source.Model, source.Sampler, source.Certifier, settings.Workers, cancellation);
        var run = new CertifyRun(services, images, settings);
        return await run.RunAsync([rows, .. files?.Rows ?? []], files, ConsoleTables.ForPeople, cancellation);
    }

    private sealed record Source(string Model, string Data, string? Labels, Uri? Sampler, Uri? Certifier);
}
