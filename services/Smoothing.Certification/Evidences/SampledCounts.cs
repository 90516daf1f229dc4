using System.Collections.Immutable;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Identity;

namespace Smoothing.Certification.Evidences;

/// <summary>Counts together with their source.</summary>
/// <param name="Source">Where they come from.</param>
/// <param name="Counts">Counts over ranges of draws. At least one.</param>
public sealed record SampledCounts(SampleSource Source, ImmutableArray<ClassCounts> Counts);
