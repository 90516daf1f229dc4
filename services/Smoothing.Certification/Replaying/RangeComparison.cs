using Smoothing.Draws.Counting;

namespace Smoothing.Certification.Replaying;

/// <summary>Recorded and replayed counts over one range of draws.</summary>
/// <param name="Range">The draws.</param>
/// <param name="Moved">The least number of draws that were answered otherwise. 0 when all counts are equal.</param>
/// <param name="Greatest">The change with the least p-value; null when all counts are equal.</param>
public sealed record RangeComparison(DrawRange Range, long Moved, CountChange? Greatest);
