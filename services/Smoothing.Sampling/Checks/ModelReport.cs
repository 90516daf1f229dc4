using System.Collections.Immutable;
using Smoothing.Draws.Identity;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Checks;

/// <summary>What was found about one model.</summary>
/// <param name="Manifest">Its manifest; null when that is wrong or missing.</param>
/// <param name="Digest">Digest of its file; null when that cannot be read.</param>
/// <param name="Checks">The checks that were made, in the order of <see cref="CheckNames.Order"/>.</param>
public sealed record ModelReport(ModelManifest? Manifest, Digest? Digest, ImmutableArray<CheckResult> Checks)
{
    /// <summary>What the model answers for the fixed input; null when that was not asked, or is not finite.</summary>
    public GoldenOutput? GoldenOutput { get; init; }

    /// <summary>Why the model cannot be sampled: the first check that failed. Null when none did.</summary>
    public ModelException? Refusal => Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed) is { } failed
        ? new ModelException(failed.Check, failed.Finding) { Detail = failed.Detail }
        : null;

    /// <summary>The same report with more checks, in their places.</summary>
    public ModelReport With(IEnumerable<CheckResult> more)
    {
        var list = new CheckList();
        foreach (var check in Checks.Concat(more))
            list.Add(check);
        return this with { Checks = list.InOrder() };
    }
}
