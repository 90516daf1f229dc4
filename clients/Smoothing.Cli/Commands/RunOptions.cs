using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Smoothing.Cli.Certifying;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Cli.Commands;

/// <summary>The options that every certifying command has.</summary>
internal sealed class RunOptions
{
    private const long DrawLimit = 100_000_000;

    private readonly Option<string> _noise = new("--noise")
    {
        Description = "noise law with its parameter in units of the input, such as gaussian:0.25 (standard deviation)",
        DefaultValueFactory = _ => "gaussian:0.25",
    };

    private readonly Option<long> _selection = new("--n0")
    {
        Description = "draws that choose the class",
        DefaultValueFactory = _ => 100,
    };

    private readonly Option<long> _estimation = new("--n")
    {
        Description = "other draws that bound its probability",
        DefaultValueFactory = _ => 10_000,
    };

    private readonly Option<double> _alpha = new("--alpha")
    {
        Description = "allowed error probability of each certificate",
        DefaultValueFactory = _ => 0.001,
    };

    private readonly Option<int> _skip = new("--skip")
    {
        Description = "take every K-th input, as published results do: 20 takes the inputs 0, 20, 40, …",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int?> _limit = new("--limit") { Description = "take at most this many inputs" };

    private readonly Option<string?> _seed = new("--seed")
    {
        Description = "seed of the run, a whole number below 2^128; random when left out. One seed a run: trying seeds until "
            + "something certifies voids the error probability",
    };

    private readonly Option<int> _workers = new("--workers")
    {
        Description = "threads that run the model in embedded services",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    /// <summary>Options with the defaults of a command.</summary>
    public RunOptions(int? limit = null, string? seed = null)
    {
        _limit.DefaultValueFactory = _ => limit;
        _seed.DefaultValueFactory = _ => seed;
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _noise, _selection, _estimation, _alpha, _skip, _limit, _seed, _workers })
            command.Options.Add(option);
    }

    /// <summary>Reads the options.</summary>
    /// <exception cref="CommandException">Some are out of their range; all of them are named.</exception>
    public RunSettings Read(ParseResult parsed)
    {
        var wrong = new List<string>();
        var law = ParseLaw(parsed.GetRequiredValue(_noise), wrong);
        var selection = Within("--n0", parsed.GetValue(_selection), DrawLimit, wrong);
        var estimation = Within("--n", parsed.GetValue(_estimation), DrawLimit, wrong);
        var alpha = parsed.GetValue(_alpha);
        if (!(alpha is >= 1e-12 and <= 0.5))
            wrong.Add(FormattableString.Invariant($"--alpha: {alpha} is not in [1e-12, 0.5]"));
        var skip = Within("--skip", parsed.GetValue(_skip), int.MaxValue, wrong);
        var limit = parsed.GetValue(_limit) is { } most ? Within("--limit", most, int.MaxValue, wrong) : int.MaxValue;
        var workers = Within("--workers", parsed.GetValue(_workers), 1024, wrong);
        var seed = ParseSeed(parsed.GetValue(_seed), wrong);
        if (wrong.Count > 0)
            throw new CommandException(ExitCode.Usage, string.Join(Environment.NewLine, wrong));
        return new(law!, selection, estimation, alpha, (int)skip, (int)limit, seed, (int)workers);
    }

    private static GaussianLaw? ParseLaw(string text, List<string> wrong)
    {
        var parts = text.Split(':');
        if (parts is not ["gaussian", var parameter])
        {
            wrong.Add($"--noise: \"{text}\" is not gaussian:STANDARD_DEVIATION, the law of this version");
            return null;
        }

        if (double.TryParse(parameter, NumberStyles.Float, CultureInfo.InvariantCulture, out var deviation)
            && double.IsFinite(deviation) && deviation > 0)
            return new(deviation);
        wrong.Add($"--noise: the standard deviation \"{parameter}\" is not a number that is finite and above 0");
        return null;
    }

    private static Seed ParseSeed(string? text, List<string> wrong)
    {
        if (text is null)
            return new(RandomNumberGenerator.GetBytes(Seed.Length));
        if (UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Seed.FromNumber(number);
        wrong.Add($"--seed: \"{text}\" is not a whole number in [0, 2^128)");
        return default;
    }

    private static long Within(string option, long value, long most, List<string> wrong)
    {
        if (value < 1 || value > most)
            wrong.Add(FormattableString.Invariant($"{option}: {value} is not in [1, {most}]"));
        return value;
    }
}
