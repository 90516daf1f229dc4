using System.CommandLine;
using Smoothing.Cli.Certifying;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Output;
using Smoothing.Cli.Parsing;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing certify`: certifies a model of the user's on data of the user's.</summary>
internal sealed class CertifyCommand
{
    private readonly Option<Uri?> _certifier = new("--certifier")
    {
        HelpName = "URL",
        Description = "certifier to use, such as http://host:5002; when left out, one is started in this process",
        CustomParser = Read.Address("--certifier"),
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "JSON lines with the whole certificates on standard output, instead of the table",
    };

    private readonly Option<DirectoryInfo?> _output = new("--output")
    {
        HelpName = "FOLDER",
        Description = "new folder for results.tsv, certificates.jsonl and accuracy.tsv, .svg and .png",
    };

    private readonly Option<bool> _deploymentRounds = new("--deployment-rounds")
    {
        Description = "says that deployment rounds inputs to the nearest levels of the grid before it classifies them; "
            + "radii lose what that may move them",
    };

    private readonly SamplerOptions _sampler = new();
    private readonly DataOptions _data = new(canRound: true);
    private readonly RunOptions _run = new();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var options = new CertifyCommand();
        var command = new Command(
            "certify",
            "Certifies inputs. Standard output is a table with the columns idx, label, predict, radius, correct and "
                + "time, separated by tabs; a class of -1 is an abstention.")
        {
            options._sampler.Model, options._sampler.Address, options._certifier, options._sampler.Retry, options._json,
            options._output,
        };
        options._data.AddTo(command);
        command.Options.Add(options._deploymentRounds);
        options._run.AddTo(command);
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = _run.Of(parsed) with
        {
            Retry = _sampler.PatienceOf(parsed),
            DeploymentRounds = parsed.GetValue(_deploymentRounds),
        };
        using var files = parsed.GetValue(_output) is { } folder ? RunFiles.New(folder.FullName) : null;
        using var images = _data.Open(parsed);
        IRowWriter rows = parsed.GetValue(_json) ? new JsonRows(Console.Out) : new TsvRows(Console.Out);
        await using var services = await EmbeddedServices.StartAsync(
            parsed.GetRequiredValue(_sampler.Model), parsed.GetValue(_sampler.Address), parsed.GetValue(_certifier),
            settings.Place, cancellation);
        var run = new CertifyRun(services, images, settings);
        return await run.RunAsync(rows, files, ConsoleTables.ForPeople, cancellation);
    }
}
