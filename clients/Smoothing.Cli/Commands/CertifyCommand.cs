using System.CommandLine;
using System.CommandLine.Parsing;
using Smoothing.Cli.Certifying;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Output;
using Smoothing.Cli.Parsing;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing certify`: certifies a model of the user's on data of the user's.</summary>
internal sealed class CertifyCommand
{
    private const string Registered = "models/";
    private const long RetryLimit = 86_400;

    private readonly Option<string> _model = new("--model")
    {
        HelpName = "FILE|models/NAME",
        Description = "TorchScript file with its manifest beside it (`smoothing model init` writes one), or a model of "
            + "the sampler at --sampler",
        Required = true,
    };

    private readonly Option<Uri?> _sampler = new("--sampler")
    {
        HelpName = "URL",
        Description = "sampler to use, such as http://host:5001; when left out, one is started in this process",
        CustomParser = Read.Address("--sampler"),
    };

    private readonly Option<Uri?> _certifier = new("--certifier")
    {
        HelpName = "URL",
        Description = "certifier to use, such as http://host:5002; when left out, one is started in this process",
        CustomParser = Read.Address("--certifier"),
    };

    private readonly Option<long> _retry = new("--retry-seconds")
    {
        HelpName = "SECONDS",
        Description = "how long to wait for a service that stopped answering; what was counted is kept",
        DefaultValueFactory = _ => 30,
        CustomParser = Read.Whole("--retry-seconds", 0, RetryLimit),
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

    private readonly DataOptions _data = new();
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
            options._model, options._sampler, options._certifier, options._retry, options._json, options._output,
        };
        options._data.AddTo(command);
        options._run.AddTo(command);
        options._model.Validators.Add(options.Validate);
        command.SetAction(options.RunAsync);
        return command;
    }

    private void Validate(OptionResult result)
    {
        if (result.Tokens is not [{ Value: var model }])
            return;
        var registered = model.StartsWith(Registered, StringComparison.Ordinal);
        if (registered && result.GetResult(_sampler) is null)
            result.AddError($"--model: {model} names a model of a sampler: give its address with --sampler");
        if (!registered && result.GetResult(_sampler) is not null)
        {
            result.AddError($"--model: {model} is a file; with --sampler give models/NAME, a model that the sampler's "
                + "operator has registered");
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = _run.Of(parsed) with { Retry = TimeSpan.FromSeconds(parsed.GetValue(_retry)) };
        using var files = parsed.GetValue(_output) is { } folder ? RunFiles.New(folder.FullName) : null;
        using var images = _data.Open(parsed);
        IRowWriter rows = parsed.GetValue(_json) ? new JsonRows(Console.Out) : new TsvRows(Console.Out);
        await using var services = await EmbeddedServices.StartAsync(
            parsed.GetRequiredValue(_model), parsed.GetValue(_sampler), parsed.GetValue(_certifier), settings.Workers,
            cancellation);
        var run = new CertifyRun(services, images, settings);
        return await run.RunAsync(rows, files, ConsoleTables.ForPeople, cancellation);
    }
}
