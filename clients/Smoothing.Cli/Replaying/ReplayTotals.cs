using Smoothing.Certification.Replaying;

namespace Smoothing.Cli.Replaying;

/// <summary>How many certificates gave what.</summary>
internal sealed class ReplayTotals
{
    private readonly Dictionary<ReplayVerdict, int> _verdicts = [];
    private readonly Dictionary<int, int> _refusals = [];

    /// <summary>Number of certificates so far.</summary>
    public int Done => _verdicts.Values.Sum() + NotReplayed;

    /// <summary>Number of those that were not compared.</summary>
    public int NotReplayed => _refusals.Values.Sum();

    /// <summary>What the command ends with: the gravest of what was found.</summary>
    public int ExitCode =>
        this[ReplayVerdict.Different] > 0 ? Cli.ExitCode.OtherCounts
        : new[] { Cli.ExitCode.FalseCertificate, Cli.ExitCode.SomeInputsFailed, Cli.ExitCode.Usage }
            .FirstOrDefault(_refusals.ContainsKey, Cli.ExitCode.Ok);

    /// <summary>Number of certificates with a verdict.</summary>
    public int this[ReplayVerdict verdict] => _verdicts.GetValueOrDefault(verdict);

    public void Add(ReplayVerdict verdict) => _verdicts[verdict] = this[verdict] + 1;

    public void Add(NotReplayed refusal) =>
        _refusals[refusal.ExitCode] = _refusals.GetValueOrDefault(refusal.ExitCode) + 1;

    /// <returns>Such as "8 IDENTICAL, 0 CONSISTENT, 0 DIFFERENT, 0 not replayed".</returns>
    public override string ToString() => string.Concat(
        Enum.GetValues<ReplayVerdict>().Select(
            verdict => FormattableString.Invariant($"{this[verdict]} {Replayed.Words(verdict)}, ")))
        + FormattableString.Invariant($"{NotReplayed} not replayed");
}
