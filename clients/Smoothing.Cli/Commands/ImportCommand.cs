using System.CommandLine;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Importing;
using Smoothing.Cli.Output;
using Smoothing.Cli.Parsing;
using Smoothing.Draws.Laws;

namespace Smoothing.Cli.Commands;

/// <summary>`smoothing import`: certificates from counts that another tool made.</summary>
internal sealed class ImportCommand
{
    private const long DimensionLimit = 1L << 28, ClassLimit = 1 << 20;

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "counts: a table with tabs or commas whose first line names the columns, or JSON, one object a "
            + "line or one array. Fields are id (or idx), label where it is known, counts (answers of each class) or k "
            + "and n (answers for the class, and draws), and selection_counts (of other draws) or top (the class, "
            + "from other draws)",
    };

    private readonly Option<NoiseLaw> _noise = new("--noise")
    {
        HelpName = "LAW",
        Description = "noise that the counts were drawn with: " + LawText.Forms,
        Required = true,
        CustomParser = Read.LawOfOthers,
    };

    private readonly Option<long> _dimension = new("--dimension")
    {
        HelpName = "D",
        Description = "number of coordinates of an input, such as 3072",
        Required = true,
        CustomParser = Read.Whole("--dimension", 1, DimensionLimit),
    };

    private readonly Option<long> _classes = new("--classes")
    {
        HelpName = "C",
        Description = "number of classes, needed where rows have no counts of all classes",
        CustomParser = Read.Whole("--classes", 2, ClassLimit),
    };

    private readonly Option<string> _tool = new("--tool")
    {
        HelpName = "NAME",
        Description = "what made the counts, for the certificates",
        DefaultValueFactory = _ => "another tool",
    };

    private readonly Option<double> _alpha = new("--alpha")
    {
        HelpName = "P",
        Description = "allowed error probability of each certificate, fixed before the counts were made",
        DefaultValueFactory = _ => 0.001,
        CustomParser = Read.Number("--alpha", 1e-12, 0.5),
    };

    private readonly Option<IntervalMethod> _interval = new("--interval")
    {
        HelpName = Read.IntervalNames,
        Description = "how bounds follow from counts, fixed before the counts were made",
        DefaultValueFactory = _ => IntervalMethod.ClopperPearson,
        CustomParser = Read.Interval,
    };

    private readonly Option<long> _bounds = new("--bounds")
    {
        HelpName = "U",
        Description = "number of bounds that share the error, for --interval hoeffding; 2 more than classes cover a "
            + "class that the same draws chose",
        DefaultValueFactory = _ => IntervalMethods.UsualHoeffdingBounds,
        CustomParser = Read.Whole("--bounds", 1, Hoeffding.MostBounds),
    };

    private readonly Option<double?> _norm = new("--norm")
    {
        HelpName = "P",
        Description = "norm of the radius in the table, in [1, 64] or inf; when left out 2 for gaussian noise and 1 "
            + "for the others",
        CustomParser = Read.Norm,
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "JSON lines with the whole certificates on standard output, instead of the table",
    };

    private readonly Option<DirectoryInfo?> _output = new("--output")
    {
        HelpName = "FOLDER",
        Description = "new folder for results.tsv and certificates.jsonl, and the accuracy where there are labels",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var options = new ImportCommand();
        var command = new Command(
            "import",
            "Makes certificates of counts that another tool made. They say that nobody can draw those counts again, "
                + "and that noise in floating point is not covered. Rows that are wrong are told with their lines, and "
                + "the others get their certificates.")
        {
            options._file, options._noise, options._dimension, options._classes, options._tool, options._alpha,
            options._interval, options._bounds, options._norm, options._json, options._output,
        };
        options._tool.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && (name.Length is < 1 or > 200 || !name.All(IsPrintable)))
                result.AddError("--tool: is not 1 to 200 printable ASCII characters");
        });
        options._bounds.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetValue(options._interval) is not Hoeffding)
                result.AddError("--bounds: is for --interval hoeffding only");
        });
        command.SetAction(options.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (law, interval) = (parsed.GetRequiredValue(_noise), parsed.GetRequiredValue(_interval));
        var settings = new ImportSettings(
            law,
            parsed.GetValue(_dimension),
            parsed.GetValue(_classes) is > 0 and var classes ? (int)classes : null,
            parsed.GetRequiredValue(_tool),
            parsed.GetValue(_norm) ?? Norms.Of(law),
            parsed.GetValue(_alpha),
            interval is Hoeffding ? new Hoeffding((int)parsed.GetValue(_bounds)) : interval);
        using var files = parsed.GetValue(_output) is { } folder ? RunFiles.New(folder.FullName) : null;
        IRowWriter rows = parsed.GetValue(_json) ? new JsonRows(Console.Out) : new TsvRows(Console.Out);
        var run = new ImportRun(parsed.GetRequiredValue(_file), settings);
        return await run.RunAsync(rows, files, ConsoleTables.ForPeople, cancellation);
    }

    private static bool IsPrintable(char letter) => letter is >= ' ' and <= '~';
}
