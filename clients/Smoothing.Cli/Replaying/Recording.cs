using Smoothing.Draws.Counting;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Replaying;

/// <summary>What of a certificate is drawn again.</summary>
internal sealed class Recording
{
    private Recording(Wire.SampleSource source, List<RecordedRange> ranges, List<RecordedRange> leftOut) =>
        (Source, Ranges, LeftOut) = (source, ranges, leftOut);

    /// <summary>Where the counts come from.</summary>
    public Wire.SampleSource Source { get; }

    /// <summary>The ranges that are drawn again, those of the selection first.</summary>
    public IReadOnlyList<RecordedRange> Ranges { get; }

    /// <summary>Ranges that would take more draws than were asked for.</summary>
    public IReadOnlyList<RecordedRange> LeftOut { get; }

    /// <summary>Whether draws that bound the probabilities are among them.</summary>
    public bool HasEstimation { get; private init; }

    /// <summary>Number of draws that are drawn again.</summary>
    public long Draws => Ranges.Sum(range => range.Range.Count);

    /// <summary>Takes the whole recorded ranges that the first draws of an estimate hold.</summary>
    /// <param name="evidence">Evidence that holds: one source, ranges without overlaps and gaps.</param>
    /// <param name="draws">Number of the first estimation draws; null for all.</param>
    public static Recording Of(Wire.Evidence evidence, long? draws)
    {
        var ranges = InOrder(evidence.Selection, "selection");
        var selected = ranges.Count;
        var (left, leftOut) = (draws ?? long.MaxValue, new List<RecordedRange>());
        foreach (var range in InOrder(evidence.Estimation, "estimation"))
        {
            // Once one is left out, those after it are not among the first draws either.
            left = range.Range.Count <= left ? left - range.Range.Count : -1;
            (left >= 0 ? ranges : leftOut).Add(range);
        }

        return new(evidence.Estimation[0].Source, ranges, leftOut) { HasEstimation = ranges.Count > selected };
    }

    /// <summary>Counts with a place for every class.</summary>
    public static ClassCounts Counts(Wire.ClassCounts counts, int classes)
    {
        var byClass = new long[classes];
        foreach (var one in counts.Counts)
            byClass[one.Class] = one.Count;
        return new(new(counts.Range.First, counts.Range.Count), [.. byClass], counts.Unusable);
    }

    private static List<RecordedRange> InOrder(IEnumerable<Wire.SampledCounts> samples, string part) =>
    [
        .. samples.SelectMany(sample => sample.Counts)
            .OrderBy(counts => counts.Range.First)
            .Select(counts => new RecordedRange(part, counts)),
    ];
}
