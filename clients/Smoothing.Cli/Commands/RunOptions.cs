using System.CommandLine;
using System.Security.Cryptography;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Cli.Certifying;
using Smoothing.Cli.Parsing;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Cli.Commands;

/// <summary>The options that every certifying command has.</summary>
internal sealed class RunOptions
{
    private const long DrawLimit = 100_000_000;
    private const double LeastError = 1e-12, MostError = 0.5;

    private readonly Option<NoiseLaw> _noise = new("--noise")
    {
        HelpName = "LAW",
        Description = "noise: " + LawText.Forms,
        DefaultValueFactory = _ => NoiseLaw.Gaussian(0.25),
        CustomParser = Read.Law,
    };

    private readonly Option<double?> _norm = new("--norm")
    {
        HelpName = "P",
        Description = "norm of the radius in the table, in [1, 64] or inf; when left out 2 for gaussian noise and 1 "
            + "for the others, the norms of their theorems",
        CustomParser = Read.Norm,
    };

    private readonly Option<long> _selection = new("--n0")
    {
        HelpName = "N0",
        Description = "draws that choose the class",
        DefaultValueFactory = _ => 100,
        CustomParser = Read.Whole("--n0", 1, DrawLimit),
    };

    private readonly Option<long> _estimation = new("--n")
    {
        HelpName = "N",
        Description = "other draws that bound its probability: more give larger radii",
        DefaultValueFactory = _ => 10_000,
        CustomParser = Read.Whole("--n", 1, DrawLimit),
    };

    private readonly Option<double> _alpha = new("--alpha")
    {
        HelpName = "P",
        Description = "allowed error probability of each certificate",
        DefaultValueFactory = _ => 0.001,
        CustomParser = Read.Number("--alpha", LeastError, MostError),
    };

    private readonly Option<IntervalMethod> _interval = new("--interval")
    {
        HelpName = Read.IntervalNames,
        Description = "how bounds follow from counts, fixed before any draw: split also bounds the runner-up, anytime "
            + "allows any number of draws, bonferroni and hoeffding are for comparison",
        DefaultValueFactory = _ => IntervalMethod.ClopperPearson,
        CustomParser = Read.Interval,
    };

    private readonly Option<long> _skip = new("--skip")
    {
        HelpName = "K",
        Description = "take every K-th input, as published results do: 20 takes the inputs 0, 20, 40, …",
        DefaultValueFactory = _ => 1,
        CustomParser = Read.Whole("--skip", 1, int.MaxValue),
    };

    private readonly Option<long?> _limit = new("--limit")
    {
        HelpName = "M",
        Description = "take at most M inputs",
    };

    private readonly Option<UInt128?> _seed = new("--seed")
    {
        HelpName = "S",
        Description = "seed of the run, a whole number below 2^128; a random one is taken, and told, when left out. "
            + "One seed a run: trying seeds until something certifies voids the error probability",
        CustomParser = Read.Seed,
    };

    private readonly Option<long> _workers = WorkersOption.Create();
    private readonly Option<string> _device = DeviceOption.Create();

    /// <summary>Options with the defaults of a command.</summary>
    public RunOptions(long? limit = null, UInt128? seed = null)
    {
        var whole = Read.Whole("--limit", 1, int.MaxValue);
        _limit.CustomParser = result => whole(result);
        _limit.DefaultValueFactory = _ => limit;
        _seed.DefaultValueFactory = _ => seed;
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _noise, _norm, _selection, _estimation, _alpha, _interval, _skip, _limit, _seed, _workers, _device,
        })
            command.Options.Add(option);
    }

    /// <summary>The settings of a command line without errors.</summary>
    public RunSettings Of(ParseResult parsed) => new(
        parsed.GetRequiredValue(_noise),
        parsed.GetValue(_norm) ?? Norms.Of(parsed.GetRequiredValue(_noise)),
        parsed.GetValue(_selection),
        parsed.GetValue(_estimation),
        parsed.GetValue(_alpha),
        (int)parsed.GetValue(_skip),
        (int)(parsed.GetValue(_limit) ?? int.MaxValue),
        parsed.GetValue(_seed) is { } number
            ? Seed.FromNumber(number)
            : new(RandomNumberGenerator.GetBytes(Seed.Length)),
        new(WorkersOption.Of(parsed, _workers, parsed.GetRequiredValue(_device)), parsed.GetRequiredValue(_device)))
    {
        Interval = parsed.GetRequiredValue(_interval),
    };
}
