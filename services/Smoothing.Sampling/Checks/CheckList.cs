using System.Collections.Immutable;

namespace Smoothing.Sampling.Checks;

/// <summary>Collects the checks of one model; each name has one result, the worst that it was given.</summary>
internal sealed class CheckList
{
    private readonly Dictionary<string, CheckResult> _results = [];

    /// <summary>Whether a check was made and failed.</summary>
    public bool HasFailed(string check) => _results.GetValueOrDefault(check)?.Outcome == CheckOutcome.Failed;

    /// <summary>Whether any check failed.</summary>
    public bool AnyFailed => _results.Values.Any(result => result.Outcome == CheckOutcome.Failed);

    public void Pass(string check, string finding) => Add(new(check, CheckOutcome.Passed, finding));

    public void Warn(string check, string finding) => Add(new(check, CheckOutcome.Warned, finding));

    public void Fail(string check, string finding) => Add(new(check, CheckOutcome.Failed, finding));

    public void NotRun(string check, string finding) => Add(new(check, CheckOutcome.NotRun, finding));

    public void Fail(ModelException exception) =>
        Add(new(exception.Check, CheckOutcome.Failed, exception.Message) { Detail = exception.Detail });

    public void Add(CheckResult result)
    {
        if (!HasFailed(result.Check))
            _results[result.Check] = result;
    }

    /// <summary>All results in the order of the names.</summary>
    public ImmutableArray<CheckResult> InOrder() =>
        [.. _results.Values.OrderBy(result => CheckNames.Order.IndexOf(result.Check))];
}
