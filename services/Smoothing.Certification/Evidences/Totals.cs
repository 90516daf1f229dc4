using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Smoothing.Certification.Evidences;

/// <summary>Sums of counts over several ranges.</summary>
/// <param name="Draws">Draws, unusable ones included.</param>
/// <param name="ByClass">Answers [class].</param>
internal readonly record struct Totals(long Draws, ImmutableArray<long> ByClass)
{
    /// <summary>Answers that may be of any class, each against every class.</summary>
    public long Unknown { get; init; }

    /// <summary>The class with the largest count, smallest index first; null when no draw gave an answer.</summary>
    public int? Top
    {
        get
        {
            var top = 0;
            for (var i = 1; i < ByClass.Length; i++)
                top = ByClass[i] > ByClass[top] ? i : top;
            return ByClass[top] > 0 ? top : null;
        }
    }

    /// <summary>The largest count that any other class may have.</summary>
    public long LargestOther(int top)
    {
        var largest = 0L;
        for (var i = 0; i < ByClass.Length; i++)
            largest = i == top ? largest : Math.Max(largest, ByClass[i]);
        return largest + Unknown;
    }

    /// <summary>Adds counts up.</summary>
    public static Totals Of(ImmutableArray<SampledCounts> samples)
    {
        // One range, as there mostly is, is its own sum.
        if (samples is [{ Counts: [var only] }])
            return new(only.Range.Count, only.ByClass);
        var byClass = new long[samples[0].Counts[0].ByClass.Length];
        foreach (var sample in samples)
        {
            foreach (var counts in sample.Counts)
            {
                for (var i = 0; i < byClass.Length; i++)
                    byClass[i] += counts.ByClass[i];
            }
        }

        return new(DrawsOf(samples), ImmutableCollectionsMarshal.AsImmutableArray(byClass));
    }

    /// <summary>Adds draws up.</summary>
    public static long DrawsOf(ImmutableArray<SampledCounts> samples)
    {
        var draws = 0L;
        foreach (var sample in samples)
        {
            foreach (var counts in sample.Counts)
                draws += counts.Range.Count;
        }

        return draws;
    }
}
