using System.Threading.Channels;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator;
using Smoothing.Sampling.Measuring;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Scheduling;

/// <summary>One range of draws of one input, counted tile by tile and reported in order.</summary>
/// <remarks>
/// Tiles finish in any order; at most a window of them is kept until the ones before are done, so memory does not grow
/// with the range. All scheduling state is guarded by the queue's lock: a tile takes milliseconds, the lock much less.
/// A tile on which the model fails ends the job there, after all tiles before it, so where it ends does not depend on
/// the workers.
/// </remarks>
internal sealed class SampleJob
{
    // Levels and places of the input, and the counts.
    private const long BytesPerCoordinate = 2 * sizeof(int), BytesPerClass = sizeof(long);

    private readonly TileWindow _window;
    private readonly long[] _pending;
    private readonly long _firstTile;
    private readonly long _least;
    private readonly Channel<bool> _progress = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NoisyInput? _input;
    private int _underWay;
    private long _pendingUnusable;
    private long _nextTile;
    private long _frontier;
    private long _endTile;
    private long _reported;
    private bool _cancelled;
    private Exception? _failure;

    /// <summary>Makes a job; no tile is counted before it is queued and has its input.</summary>
    /// <param name="model">The model.</param>
    /// <param name="range">Draws to count.</param>
    /// <param name="window">Tiles that may be under way or kept at once. At least 1.</param>
    /// <param name="least">Draws that are enough for a report; at the end any number is. At least 1.</param>
    public SampleJob(LoadedModel model, DrawRange range, int window, long least)
    {
        (Model, Range, _least) = (model, range, least);
        var manifest = model.Manifest;
        (_firstTile, _endTile) = range.Tiles(manifest.TileSize);
        (_nextTile, _frontier, _reported) = (_firstTile, _firstTile, range.First);
        _window = new TileWindow((int)Math.Min(window, _endTile - _firstTile), manifest.TileSize);
        _pending = new long[manifest.Classes];
        Bytes = BytesPerCoordinate * manifest.Dimension + BytesPerClass * manifest.Classes + _window.Bytes;
    }

    /// <summary>The model.</summary>
    public LoadedModel Model { get; }

    /// <summary>The noisy copies. They are there while a tile is under way.</summary>
    public NoisyInput Input => _input ?? throw new InvalidOperationException("no tile is under way");

    /// <summary>Draws to count.</summary>
    public DrawRange Range { get; }

    /// <summary>What is measured of the job.</summary>
    public required JobMeasures Measures { get; init; }

    /// <summary>Largest number of bytes that the job holds while it is queued, whatever its range.</summary>
    public long Bytes { get; }

    /// <summary>Signals that a report is due or the job ended. Spurious signals are possible.</summary>
    public ChannelReader<bool> Progress => _progress.Reader;

    /// <summary>Completes when no further tile will be counted.</summary>
    public Task WhenEnded => _ended.Task;

    /// <summary>Guarded by the queue. Tiles that were started, each once.</summary>
    public long Started => _nextTile - _firstTile;

    /// <summary>Guarded by the queue. Tiles that are still to be started.</summary>
    public long Waiting => Ended ? 0 : Math.Max(0, _endTile - _nextTile);

    /// <summary>Guarded by the queue. Whether a tile can be started now.</summary>
    public bool HasTile => !_cancelled && _input is not null
        && (_window.HasAgain || (_nextTile < _endTile && _nextTile < _frontier + _window.Length));

    /// <summary>Guarded by the queue. Whether a tile waits to be run again.</summary>
    public bool HasAgain => !_cancelled && _window.HasAgain;

    /// <summary>Guarded by the queue. Whether no further tile will be counted.</summary>
    public bool Ended => _cancelled || _frontier >= _endTile;

    /// <summary>Guarded by the queue. Whether no tile is left or under way: the job costs no more work.</summary>
    public bool Idle => Ended && _underWay == 0;

    /// <summary>Guarded by the queue. Why the job ended before its range; null while it has not ended.</summary>
    public Exception? Failure => Ended ? _failure : null;

    /// <summary>Guarded by the queue. Whether there is something to report that is enough, or the last.</summary>
    public bool HasReport => Unreported > 0 && (Ended || Unreported >= _least);

    private long Unreported => Math.Clamp(_frontier * Model.Manifest.TileSize, _reported, Range.End) - _reported;

    /// <summary>Guarded by the queue. Gives the job what its tiles are drawn from.</summary>
    public void Provide(NoisyInput input)
    {
        if (!Ended)
            _input = input;
    }

    /// <summary>Guarded by the queue. Drops what only tiles need; what was counted can still be reported.</summary>
    public void Release()
    {
        _input = null;
        _window.Release();
    }

    /// <summary>Guarded by the queue. Starts a tile; it ends as recorded, returned or failed.</summary>
    /// <param name="limit">Tiles that may be under way at once.</param>
    public Tile TakeTile(int limit)
    {
        _underWay++;
        var index = _window.HasAgain ? _window.TakeAgain(_frontier) : _nextTile++;
        return new(this, index, _window.Rent(), limit);
    }

    /// <summary>Guarded by the queue. Records the answers of a tile, and joins all that are now in order.</summary>
    public void Record(in Tile tile)
    {
        _underWay--;
        if (_cancelled || tile.Index >= _endTile)
        {
            _window.GiveBack(tile.Answers);
            return;
        }

        _window.Keep(tile.Index, tile.Answers);
        while (_frontier < _endTile && _window.Take(_frontier) is { } next)
        {
            Join(next, TileAnswers.Draws(_frontier, Model.Manifest.TileSize, Range).Count);
            _window.GiveBack(next);
            _frontier++;
        }

        Signal();
    }

    /// <summary>Guarded by the queue. Takes a tile back that is to be run again.</summary>
    public void Return(in Tile tile)
    {
        _underWay--;
        _window.GiveBack(tile.Answers);
        if (!_cancelled && tile.Index < _endTile)
            _window.Again(tile.Index);
    }

    /// <summary>Guarded by the queue. Ends the job before a tile that failed; those before still count.</summary>
    public void FailAt(in Tile tile, Exception failure)
    {
        _underWay--;
        _window.GiveBack(tile.Answers);
        EndAt(tile.Index, failure);
    }

    /// <summary>Guarded by the queue. Ends a job that cannot be given its input.</summary>
    public void FailAtStart(Exception failure) => EndAt(_firstTile, failure);

    /// <summary>Guarded by the queue. Ends the job now; what was counted in order can still be reported.</summary>
    public void Cancel(OperationCanceledException reason)
    {
        if (!Ended)
            (_cancelled, _failure) = (true, reason);
        Signal();
    }

    /// <summary>Guarded by the queue. Takes the counts over the draws that were not reported yet.</summary>
    public ClassCounts Report()
    {
        var counts = new ClassCounts(new DrawRange(_reported, Unreported), [.. _pending], _pendingUnusable);
        _reported = counts.Range.End;
        Array.Clear(_pending);
        _pendingUnusable = 0;
        return counts;
    }

    private void EndAt(long tile, Exception failure)
    {
        if (_cancelled || tile >= _endTile)
            return;
        _window.DropAgain(tile, _nextTile);
        (_endTile, _failure) = (tile, failure);
        Signal();
    }

    private void Join(int[] answers, long draws)
    {
        for (var i = 0; i < draws; i++)
        {
            if (answers[i] == TileAnswers.Unusable)
                _pendingUnusable++;
            else
                _pending[answers[i]]++;
        }
    }

    // Not for every tile: waking the reader costs more than counting one.
    private void Signal()
    {
        if (HasReport || Ended)
            _progress.Writer.TryWrite(true);
        if (Ended)
            _ended.TrySetResult();
    }
}
