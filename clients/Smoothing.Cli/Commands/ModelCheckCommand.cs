using System.CommandLine;
using Smoothing.Cli.Checking;
using Smoothing.Cli.Embedding;
using Smoothing.Cli.Output;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing model check`: finds what is wrong with a model before a run does.</summary>
internal static class ModelCheckCommand
{
    private const int Inputs = 100;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "TorchScript file, with its manifest beside it" };
        var data = new DataOptions(required: false);
        var json = new Option<bool>("--json") { Description = "one JSON object on standard output, not a table" };
        var run = new RunOptions(limit: Inputs, seed: 0);
        var command = new Command(
            "check",
            "Checks a model as the sampler does at its start, in a process of its own, and tries it on data. Exit code "
                + "3 when a check fails; warnings are no failure.") { file, json };
        data.AddTo(command);
        run.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var images = data.OpenIfGiven(parsed);
            var model = parsed.GetRequiredValue(file).FullName;
            var check = new ModelCheck(model, ModelFile.ManifestOf(model), run.Of(parsed), images);
            var findings = await check.RunAsync(cancellation);
            if (parsed.GetValue(json))
                ModelFindings.WriteJson(Console.Out, findings);
            else
                ModelFindings.WriteTable(Console.Out, findings);
            return await ModelFindings.WriteEndAsync(Console.Error, findings);
        });
        return command;
    }
}
