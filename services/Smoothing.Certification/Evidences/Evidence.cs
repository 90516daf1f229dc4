using System.Collections.Immutable;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Evidences;

/// <summary>The counts that a certificate rests on: those of the sampler, or those of another tool.</summary>
/// <param name="Selection">Counts that choose the class. At least one; none beside <see cref="Imported"/>.</param>
/// <param name="Estimation">
/// Counts that bound its probability, over other draws. At least one; none beside <see cref="Imported"/>.
/// </param>
public sealed record Evidence(ImmutableArray<SampledCounts> Selection, ImmutableArray<SampledCounts> Estimation)
{
    /// <summary>Evidence of another tool.</summary>
    public Evidence(ImportedCounts imported)
        : this([], []) => Imported = imported;

    /// <summary>Counts of another tool; null for those of the sampler.</summary>
    public ImportedCounts? Imported { get; init; }

    /// <summary>The source of all counts of the sampler, once <see cref="EvidenceRules"/> found that they agree.
    /// </summary>
    public SampleSource Source => Estimation[0].Source;

    /// <summary>Whether there is a source, so that there is a law.</summary>
    public bool HasSource => Imported is not null || !Estimation.IsDefaultOrEmpty;

    /// <summary>The noise law.</summary>
    public NoiseLaw Law => Imported?.Source.Law ?? Source.Law;

    /// <summary>Number of coordinates.</summary>
    public long Dimension => Imported?.Source.Dimension ?? Source.Dimension;

    /// <summary>Number of classes.</summary>
    public int Classes => Imported?.Source.Classes ?? Source.Classes;

    /// <summary>Number of estimation draws.</summary>
    public long EstimationDraws => Imported?.Estimation.Draws ?? Totals.DrawsOf(Estimation);

    /// <summary>What is taken off for the table of noise thresholds; no table is known of imported counts.</summary>
    internal double Slack => Imported is null ? Source.Slack : 0;

    /// <summary>The class whose probability is bounded; null where no selection draw gave an answer.</summary>
    internal int? Class => Imported is null ? Totals.Of(Selection).Top : Imported.Class;

    /// <summary>Sums over all estimation ranges.</summary>
    internal Totals EstimationTotals() => Imported?.Estimation.Totals ?? Totals.Of(Estimation);
}
