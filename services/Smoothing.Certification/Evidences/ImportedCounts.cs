namespace Smoothing.Certification.Evidences;

/// <summary>Counts that another tool made.</summary>
/// <remarks>
/// They have no seed, no ranges and no runtime, so that nobody can draw them again, and they are taken as counts of the
/// exact law, which noise in floating point does not have. See THEOREMS.md, "Imported counts".
/// </remarks>
/// <param name="Source">Where they come from.</param>
/// <param name="Estimation">Counts that bound the probability of the class.</param>
public sealed record ImportedCounts(ImportedSource Source, KnownCounts Estimation)
{
    /// <summary>Counts of other draws that choose the class.</summary>
    public KnownCounts? Selection { get; init; }

    /// <summary>The class, where it does not depend on the estimation draws.</summary>
    public int? FixedClass { get; init; }

    /// <summary>Whether the estimation counts choose the class that they bound.</summary>
    public bool ChoosesByEstimation => Selection is null && FixedClass is null;

    /// <summary>The class; null where no draw that chooses it gave an answer.</summary>
    internal int? Class => FixedClass ?? (Selection ?? Estimation).Totals.Top;
}
