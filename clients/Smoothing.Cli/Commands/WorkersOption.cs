using System.CommandLine;
using Smoothing.Cli.Parsing;
using Smoothing.Sampling;

namespace Smoothing.Cli.Commands;

/// <summary>How many threads an embedded sampler has.</summary>
internal static class WorkersOption
{
    private const long Limit = 1024;

    public static Option<long> Create() => InThisProcess.Only(new Option<long>("--workers")
    {
        HelpName = "T",
        Description = "threads that run the model in this process; as many as processors when left out, and at most 4 "
            + "for a GPU",
        CustomParser = Read.Whole("--workers", 1, Limit),
    });

    /// <summary>The number of a command line without errors.</summary>
    public static int Of(ParseResult parsed, Option<long> option, string device) =>
        parsed.GetValue(option) is > 0 and var workers ? (int)workers : SamplingOptions.UsualWorkers(device);
}
