using Smoothing.Draws.Counting;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Client.Counting;

/// <summary>Adds up the reports of one range of draws; each draw counts once, in order.</summary>
/// <param name="request">What is asked for.</param>
internal sealed class CountTally(Wire.SampleCountsRequest request)
{
    private readonly DrawRange _range = new(request.Draws.First, request.Draws.Count);
    private readonly SortedDictionary<int, long> _byClass = [];
    private long _end = request.Draws.First;
    private long _unusable;
    private bool _streamHasSource;
    private Wire.SampleSource? _source;

    /// <summary>Draws that are still missing; null when none is.</summary>
    public DrawRange? Missing => _end == _range.End ? null : new(_end, _range.End - _end);

    /// <summary>Number of draws counted so far.</summary>
    public long Counted => _end - _range.First;

    /// <summary>Begins a stream, which must tell its source before it brings counts.</summary>
    public void BeginStream() => _streamHasSource = false;

    /// <summary>Takes a stream's source, which must be what was asked for and that of the streams before.</summary>
    /// <exception cref="IncompleteCountsException">It is another; counts of two sources must not be added.</exception>
    public void Accept(Wire.SampleSource source)
    {
        if (_streamHasSource)
            throw Breach("the source came twice");
        if (OtherThanAsked(source) is { } field)
            throw Breach($"the counts are for another {field} than was asked for");
        if (_source is not null && !_source.Equals(source))
        {
            throw Incomplete("the stream was resumed on a sampler with another model or runtime, whose counts must not "
                + "be added; ask again from the first draw");
        }

        (_source, _streamHasSource) = (source, true);
    }

    /// <summary>Takes counts, which must begin where the ones before ended.</summary>
    /// <exception cref="IncompleteCountsException">They do not, or do not add up.</exception>
    public void Accept(Wire.ClassCounts counts)
    {
        if (!_streamHasSource)
            throw Breach("counts came before their source");
        var (first, count) = (counts.Range?.First ?? -1, counts.Range?.Count ?? 0);
        if (first != _end)
            throw Breach($"counts begin at draw {first}, those before end at {_end}");
        if (count < 1 || count > _range.End - _end)
            throw Breach($"counts cover {count} draws of {_range.End - _end} that are missing");
        RequireSum(counts, count);
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
                Range = new() { First = _range.First, Count = _range.Count },
                Counts = { _byClass.Select(one => new Wire.ClassCount { Class = one.Key, Count = one.Value }) },
                Unusable = _unusable,
            },
        },
    };

    /// <summary>Why draws are missing, with what is.</summary>
    public IncompleteCountsException Incomplete(string reason, Exception? cause = null) =>
        new(_range, Missing ?? _range, reason, cause);

    private IncompleteCountsException Breach(string what) =>
        Incomplete($"the sampler's answer does not follow the contract: {what}");

    private string? OtherThanAsked(Wire.SampleSource source) =>
        source.Model != request.Model ? "model"
        : !request.ModelSha256.IsEmpty && source.ModelSha256 != request.ModelSha256 ? "model_sha256"
        : !source.RunSeed.Equals(request.RunSeed) ? "run_seed"
        : !LawMessages.AreEqual(source.Noise, request.Noise) ? "noise"
        : _source is null && !IsSent(source) ? "input_sha256"
        : null;

    // A source that repeats the first one need not be hashed again.
    private bool IsSent(Wire.SampleSource source) =>
        SentInput.DigestOf(request.Input, source.Grid) is { } digest
        && source.InputSha256.Span.SequenceEqual(digest.ToBytes());

    private void RequireSum(Wire.ClassCounts counts, long draws)
    {
        // Each number is checked before it is added, so the sum cannot overflow.
        if (counts.Unusable < 0 || counts.Unusable > draws)
            throw Breach($"{counts.Unusable} of {draws} draws are unusable");
        var sum = counts.Unusable;
        var seen = new HashSet<int>();
        foreach (var one in counts.Counts)
        {
            if (one.Class < 0 || one.Class >= _source!.Classes || !seen.Add(one.Class))
                throw Breach($"class {one.Class} is not one of {_source!.Classes}, or comes twice");
            if (one.Count < 1 || one.Count > draws)
                throw Breach($"class {one.Class} has {one.Count} of {draws} draws");
            sum += one.Count;
        }

        if (sum != draws)
            throw Breach($"the counts of {draws} draws add up to {sum}");
    }
}
