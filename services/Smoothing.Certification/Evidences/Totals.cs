using Smoothing.Draws.Counting;

namespace Smoothing.Certification.Evidences;

/// <summary>Sums of counts over several ranges.</summary>
/// <param name="Draws">Draws, unusable ones included.</param>
/// <param name="ByClass">Answers [class].</param>
internal readonly record struct Totals(long Draws, long[] ByClass)
{
    /// <summary>Answers that may be of any class, each against every class.</summary>
    public long Unknown { get; init; }

    /// <summary>The class with the largest count, smallest index first; null when no draw gave an answer.</summary>
    public int? Top
    {
        get
        {
            var top = Array.IndexOf(ByClass, ByClass.Max());
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
    public static Totals Of(IEnumerable<SampledCounts> samples)
    {
        ClassCounts[] all = [.. samples.SelectMany(sample => sample.Counts)];
        var byClass = new long[all[0].ByClass.Length];
        foreach (var counts in all)
        {
            for (var i = 0; i < byClass.Length; i++)
                byClass[i] += counts.ByClass[i];
        }

        return new(all.Sum(counts => counts.Range.Count), byClass);
    }
}
