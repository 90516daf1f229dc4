using System.CommandLine;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Parsing;
using Smoothing.Cli.Replaying;
using Smoothing.Cli.Verifying;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing replay`: draws the draws of certificates again, and compares the counts.</summary>
internal sealed class ReplayCommand
{
    private const long DrawLimit = 100_000_000;

    private readonly Argument<string> _file = new("CERTIFICATE")
    {
        Description = "certificates.jsonl of a run, or one certificate in JSON",
    };

    private readonly Option<long?> _draws = new("--draws")
    {
        HelpName = "N",
        Description = "draw only the first N estimation draws again, as far as whole recorded ranges go",
    };

    private readonly Option<long> _limit = new("--limit")
    {
        HelpName = "M",
        Description = "take at most the first M certificates",
        DefaultValueFactory = _ => int.MaxValue,
        CustomParser = Read.Whole("--limit", 1, int.MaxValue),
    };

    private readonly Option<bool> _otherModel = new("--other-model")
    {
        Description = "compare although the model is another file than that of the certificates",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "a JSON object for each certificate, with line, index, verdict, both fingerprints and ranges; or "
            + "with line and error for what was not replayed",
    };

    private readonly Option<long> _workers = WorkersOption.Create();
    private readonly Option<string> _device = DeviceOption.Create();
    private readonly SamplerOptions _sampler = new();
    private readonly DataOptions _data = new(canRound: true);

    private ReplayCommand()
    {
        var whole = Read.Whole("--draws", 1, DrawLimit);
        _draws.CustomParser = result => whole(result);
    }

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var options = new ReplayCommand();
        var command = new Command(
            "replay",
            "Draws the draws of certificates again, with the same model, inputs, seeds and noise, and compares the "
                + "counts range by range. IDENTICAL: all counts are equal. CONSISTENT: some differ, on another runtime "
                + "fingerprint or model file, and a test with error probability 1e-6 does not refuse that all answers "
                + "are equally probable. DIFFERENT: anything else, and any difference on the same fingerprint and "
                + "file. IDENTICAL shows that the counts came from that model on those inputs, "
                + "and nothing of the model's quality. It ends with 7 when one is DIFFERENT, else with 6 when a "
                + "certificate does not hold, with 4 when some were not replayed, and with 2 when one cannot be read.")
        {
            options._file, options._sampler.Model, options._sampler.Address, options._sampler.Retry, options._draws,
            options._limit, options._otherModel, options._json, options._workers, options._device,
        };
        options._data.AddTo(command);
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = new ReplaySettings(
            parsed.GetValue(_draws), (int)parsed.GetValue(_limit), parsed.GetValue(_otherModel),
            _sampler.PatienceOf(parsed));
        var file = parsed.GetRequiredValue(_file);
        using var images = _data.Open(parsed);
        var items = await ItemsAsync(file, settings, cancellation);
        IReplayRows rows = parsed.GetValue(_json) ? new ReplayJson(Console.Out) : new ReplayText(file, Console.Out);
        if (items.TrueForAll(item => item.Recording is null))
            return Refuse(items, rows);
        var device = parsed.GetRequiredValue(_device);
        await using var services = await EmbeddedServices.StartAsync(
            parsed.GetRequiredValue(_sampler.Model), parsed.GetValue(_sampler.Address), certifier: null,
            new(WorkersOption.Of(parsed, _workers, device), device), cancellation);
        return await new ReplayRun(services, images, settings).RunAsync(items, rows, cancellation);
    }

    private static async Task<List<ReplayItem>> ItemsAsync(
        string file, ReplaySettings settings, CancellationToken cancellation) => await CertificateFile
        .ReadAsync(file, cancellation)
        .Take(settings.Limit)
        .Select(entry => ReplayItem.Of(entry, settings.Draws))
        .ToListAsync(cancellation);

    // Without a certificate that can be drawn again, no service is needed.
    private static int Refuse(List<ReplayItem> items, IReplayRows rows)
    {
        var totals = new ReplayTotals();
        foreach (var item in items)
        {
            rows.Write(item.Line, item.Refusal!);
            totals.Add(item.Refusal!);
        }

        rows.End(totals);
        return totals.ExitCode;
    }
}
