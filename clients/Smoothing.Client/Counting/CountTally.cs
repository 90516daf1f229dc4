using Smoothing.Draws.Counting;
using Wire = Smoothing.V1;

namespace Smoothing.Client.Counting;

/// <summary>Adds up the reports of one range of draws; each draw counts once, in order.</summary>
/// <param name="range">The draws that are asked for.</param>
internal sealed class CountTally(DrawRange range)
{
    private readonly SortedDictionary<int, long> _byClass = [];
    private long _end = range.First;
    private long _unusable;
    private Wire.SampleSource? _source;

    /// <summary>Draws that are still missing; null when none is.</summary>
    public DrawRange? Missing => _end == range.End ? null : new(_end, range.End - _end);

    /// <summary>Number of draws counted so far.</summary>
    public long Counted => _end - range.First;

    /// <summary>Takes the source of a stream, which must be that of the streams before.</summary>
    /// <exception cref="IncompleteCountsException">It is another: the counts of two sources must not be added.</exception>
    public void Accept(Wire.SampleSource source)
    {
        if (_source is not null && !_source.Equals(source))
        {
            throw new IncompleteCountsException(
                range, Missing!.Value, "the stream was resumed on a sampler with another model or runtime, whose counts "
                + "must not be added; ask again from the first draw");
        }

        _source = source;
    }

    /// <summary>Takes counts, which must begin where the ones before ended.</summary>
    /// <exception cref="IncompleteCountsException">They do not, or do not add up.</exception>
    public void Accept(Wire.ClassCounts counts)
    {
        var (first, count) = (counts.Range?.First ?? -1, counts.Range?.Count ?? -1);
        var sum = counts.Counts.Sum(one => one.Count) + counts.Unusable;
        if (_source is null || first != _end || count < 1 || count > range.End - _end || sum != count)
            throw new IncompleteCountsException(range, Missing ?? range, "the sampler's answer does not follow the contract");
        foreach (var one in counts.Counts)
            _byClass[one.Class] = _byClass.GetValueOrDefault(one.Class) + one.Count;
        _unusable += counts.Unusable;
        _end += count;
    }

    /// <summary>All counts as one range with its source.</summary>
    public Wire.SampledCounts Result() => new()
    {
        Source = _source,
        Counts =
        {
            new Wire.ClassCounts
            {
                Range = new() { First = range.First, Count = range.Count },
                Counts = { _byClass.Select(one => new Wire.ClassCount { Class = one.Key, Count = one.Value }) },
                Unusable = _unusable,
            },
        },
    };
}
