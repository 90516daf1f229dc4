using System.Collections.Immutable;

namespace Smoothing.Certification.Replaying;

/// <summary>Recorded and replayed counts over ranges of draws.</summary>
/// <param name="Verdict">What they say together.</param>
/// <param name="Share">The largest p-value that the test refuses: the error over the number of comparisons.</param>
/// <param name="Ranges">One for each range, in the order that was given.</param>
public sealed record ReplayComparison(
    ReplayVerdict Verdict, double Share, ImmutableArray<RangeComparison> Ranges);
