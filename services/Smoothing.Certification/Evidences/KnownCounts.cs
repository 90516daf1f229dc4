using System.Collections.Immutable;

namespace Smoothing.Certification.Evidences;

/// <summary>What is known of the answers to some draws.</summary>
/// <param name="Draws">Number of draws.</param>
/// <param name="ByClass">
/// Answers [class] that are known. They may add up to fewer than the draws; the others may all be of any other class.
/// </param>
public sealed record KnownCounts(long Draws, ImmutableArray<long> ByClass)
{
    /// <summary>Sums, in which what is not known stands against every class.</summary>
    internal Totals Totals => new(Draws, ByClass) { Unknown = Draws - ByClass.Sum() };
}
