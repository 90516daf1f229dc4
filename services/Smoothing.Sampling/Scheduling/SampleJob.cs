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
    private readonly int[]?[] _window;
    private readonly long[] _pending;
    private readonly long _firstTile;
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
    public SampleJob(LoadedModel model, DrawRange range, int window)
    {
        (Model, Range) = (model, range);
        (_firstTile, _endTile) = range.Tiles(model.Manifest.TileSize);
        (_nextTile, _frontier, _reported) = (_firstTile, _firstTile, range.First);
        _window = new int[]?[window];
        _pending = new long[model.Manifest.Classes];
    }

    /// <summary>The model.</summary>
    public LoadedModel Model { get; }

    /// <summary>The noisy copies. They are there while a tile is under way.</summary>
    public NoisyInput Input => _input ?? throw new InvalidOperationException("no tile is under way");

    /// <summary>Draws to count.</summary>
    public DrawRange Range { get; }

    /// <summary>What is measured of the job.</summary>
    public required JobMeasures Measures { get; init; }

    /// <summary>Signals that something was counted or the job ended. Spurious signals are possible.</summary>
    public ChannelReader<bool> Progress => _progress.Reader;

    /// <summary>Completes when no further tile will be counted.</summary>
    public Task WhenEnded => _ended.Task;

    /// <summary>Guarded by the queue. Tiles that were started.</summary>
    public long Started => _nextTile - _firstTile;

    /// <summary>Guarded by the queue. Tiles that are still to be started.</summary>
    public long Waiting => Ended ? 0 : Math.Max(0, _endTile - _nextTile);

    /// <summary>Guarded by the queue. Whether a tile can be started now.</summary>
    public bool HasTile =>
        !_cancelled && _input is not null && _nextTile < _endTile && _nextTile < _frontier + _window.Length;

    /// <summary>Guarded by the queue. Whether no further tile will be counted.</summary>
    public bool Ended => _cancelled || _frontier >= _endTile;

    /// <summary>Guarded by the queue. Whether no tile is left or under way: the job costs no more work.</summary>
    public bool Idle => Ended && _underWay == 0;

    /// <summary>Guarded by the queue. Why the job ended before its range; null while it has not ended.</summary>
    public Exception? Failure => Ended ? _failure : null;

    /// <summary>Guarded by the queue. Draws that are counted and not yet reported, in order.</summary>
    public long Unreported => Math.Clamp(_frontier * Model.Manifest.TileSize, _reported, Range.End) - _reported;

    /// <summary>Guarded by the queue. Gives the job what its tiles are drawn from.</summary>
    public void Provide(NoisyInput input)
    {
        if (!Ended)
            _input = input;
    }

    /// <summary>Guarded by the queue. Drops what only tiles need; what was counted can still be reported.</summary>
    public void DropInput() => _input = null;

    /// <summary>Guarded by the queue. Starts the next tile; it ends as recorded or failed.</summary>
    public long TakeTile()
    {
        _underWay++;
        return _nextTile++;
    }

    /// <summary>Guarded by the queue. Records the answers of a tile, and joins all that are now in order.</summary>
    public void Record(long tile, int[] answers)
    {
        _underWay--;
        if (_cancelled || tile >= _endTile)
            return;
        _window[tile % _window.Length] = answers;
        while (_frontier < _endTile && _window[_frontier % _window.Length] is { } next)
        {
            _window[_frontier % _window.Length] = null;
            Join(next);
            _frontier++;
        }

        Signal();
    }

    /// <summary>Guarded by the queue. Ends the job before a tile that failed; those before still count.</summary>
    public void FailAt(long tile, Exception failure)
    {
        _underWay--;
        EndAt(tile, failure);
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
        (_endTile, _failure) = (tile, failure);
        Signal();
    }

    private void Join(int[] answers)
    {
        foreach (var answer in answers)
        {
            if (answer == TileAnswers.Unusable)
                _pendingUnusable++;
            else
                _pending[answer]++;
        }
    }

    private void Signal()
    {
        _progress.Writer.TryWrite(true);
        if (Ended)
            _ended.TrySetResult();
    }
}
