using Smoothing.Draws.Counting;

namespace Smoothing.Certification.Evidences;

/// <summary>A range of draws, and where in the evidence it is.</summary>
/// <param name="Range">The draws.</param>
/// <param name="IsEstimation">Whether it is of the estimation; else of the selection.</param>
/// <param name="Sample">Index of the sample.</param>
/// <param name="Index">Index of the counts.</param>
internal readonly record struct PlacedRange(DrawRange Range, bool IsEstimation, int Sample, int Index)
    : IComparable<PlacedRange>
{
    /// <summary>The path of the range.</summary>
    public string Path => $"evidence.{(IsEstimation ? "estimation" : "selection")}[{Sample}].counts[{Index}].range";

    /// <summary>By the first draw; equal ones in the order of the evidence.</summary>
    public int CompareTo(PlacedRange other) => (Range.First, IsEstimation, Sample, Index)
        .CompareTo((other.Range.First, other.IsEstimation, other.Sample, other.Index));
}
