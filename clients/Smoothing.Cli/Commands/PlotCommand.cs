using System.CommandLine.Parsing;
using System.CommandLine;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Parsing;
using Smoothing.Cli.Plotting;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing plot`: pictures of the certified accuracy of one or several runs.</summary>
internal static class PlotCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "folders that certify or demo wrote, files of certificates (.jsonl), or tables of the "
                + "field's form with the columns label, radius and correct",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output")
        {
            HelpName = "FILE",
            Description = "picture to write: FILE.svg or FILE.png; an old one is replaced",
            Required = true,
        };
        var labels = new Option<string[]>("--label")
        {
            HelpName = "TEXT",
            Description = "name of a run in the legend, once for each run in their order; names of folders and files "
                + "when left out",
        };
        var norm = new Option<double?>("--norm")
        {
            HelpName = "P",
            Description = "norm of the radii, in [1, 64] or inf; that of the runs' own radii when left out",
            CustomParser = Read.Norm,
        };
        var command = new Command(
            "plot",
            "Draws certified accuracy as a function of the radius: a step at the radius of every input, with method, "
                + "n, α and noise below.") { runs, output, labels, norm };
        output.Validators.Add(result => Require(
            result, "--output", "a file that ends in .svg or .png", Pictures.IsPicture));
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(runs), parsed.GetRequiredValue(output), parsed.GetValue(labels) ?? [],
            parsed.GetValue(norm) is { } exponent ? Norms.Text(exponent) : null));
        return command;
    }

    private static int Run(string[] runs, string output, string[] labels, string? norm)
    {
        if (labels.Length > 0 && labels.Length != runs.Length)
        {
            throw new CommandException(
                ExitCode.Usage, $"--label: {labels.Length} names for {runs.Length} runs; give one for each, or none");
        }

        AccuracyCurve[] curves = [.. runs.Select(
            (run, i) => RunReader.Read(run, labels.Length > 0 ? labels[i] : null, norm, null))];
        if (Array.Find(curves, curve => curve.Norm != curves[0].Norm) is { } other)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"--norm: the radii of {curves[0].Label} are l{curves[0].Norm}, those of {other.Label} are "
                    + $"l{other.Norm}; choose one");
        }

        try
        {
            Pictures.Write(output, new Figure(curves));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Usage, $"--output: {output} cannot be written: {exception.Message}", exception);
        }

        return ExitCode.Ok;
    }

    private static void Require(OptionResult result, string option, string allowed, Func<string, bool> isAllowed)
    {
        if (result.Tokens is [var token] && !isAllowed(token.Value))
            result.AddError($"{option}: {token.Value} is not {allowed}");
    }
}
