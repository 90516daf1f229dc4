using System.Collections.Immutable;
using Smoothing.Draws.Identity;

namespace Smoothing.Certification.Evidences;

/// <summary>The counts that a certificate rests on.</summary>
/// <param name="Selection">Counts that choose the class. At least one.</param>
/// <param name="Estimation">Counts that bound its probability, over other draws. At least one.</param>
public sealed record Evidence(ImmutableArray<SampledCounts> Selection, ImmutableArray<SampledCounts> Estimation)
{
    /// <summary>The source of all counts, once <see cref="EvidenceRules"/> found that they agree.</summary>
    public SampleSource Source => Estimation[0].Source;

    /// <summary>Sums over all estimation ranges.</summary>
    internal Totals EstimationTotals() => Totals.Of(Estimation);

    /// <summary>Sums over all selection ranges.</summary>
    internal Totals SelectionTotals() => Totals.Of(Selection);
}
