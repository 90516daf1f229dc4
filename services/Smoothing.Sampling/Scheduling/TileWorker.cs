using Smoothing.Sampling.Measuring;
using Smoothing.Sampling.Native;

namespace Smoothing.Sampling.Scheduling;

/// <summary>A thread that runs tiles, one after another.</summary>
internal sealed class TileWorker
{
    // The runtime lets young garbage, two kilobytes a tile, grow to the size of the processor's cache, that is hundreds
    // of megabytes on servers and looks as if memory grew with n. Collecting it takes well below a millisecond.
    private const int TilesBetweenCollections = 2048;
    private const long Idle = long.MinValue;

    private readonly TileQueue _queue;
    private readonly ITileRunner _runner;
    private readonly SamplingOptions _options;
    private readonly SamplingMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private long _begun = Idle;
    private int _tiles;

    /// <summary>Starts a worker.</summary>
    public TileWorker(
        TileQueue queue,
        ITileRunner runner,
        SamplingOptions options,
        SamplingMetrics metrics,
        TimeProvider time,
        int index)
    {
        (_queue, _runner, _options, _metrics, _time) = (queue, runner, options, metrics, time);
        _thread = new Thread(Run, TorchThread.StackBytes) { IsBackground = true, Name = $"tile worker {index}" };
        _thread.Start();
    }

    /// <summary>How long the tile that is under way has taken so far; zero when there is none.</summary>
    public TimeSpan Elapsed =>
        Interlocked.Read(ref _begun) is not Idle and var begun ? _time.GetElapsedTime(begun) : TimeSpan.Zero;

    /// <summary>Waits for the worker to end; close the queue first.</summary>
    /// <param name="limit">Longest time to wait for the tile that is under way.</param>
    /// <returns>Whether it ended.</returns>
    public bool Join(TimeSpan limit) => _thread.Join(limit);

    private void Run()
    {
        HostLibraries.YieldToOthers();
        while (_queue.TryTake(out var tile))
        {
            _metrics.Taken(tile.Job);
            Interlocked.Exchange(ref _begun, _time.GetTimestamp());
            var failure = Failure(tile);
            Interlocked.Exchange(ref _begun, Idle);
            if (failure is null)
                _queue.Record(tile);
            else
                Fail(tile, failure);
            if (++_tiles % TilesBetweenCollections == 0)
                GC.Collect(0, GCCollectionMode.Forced, blocking: false);
        }

        _runner.Dispose();
    }

    private Exception? Failure(in Tile tile)
    {
        try
        {
            _runner.Run(tile);
            return null;
        }
#pragma warning disable CA1031 // Whatever a model throws ends its own job, never the worker that the other jobs share.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    private void Fail(in Tile tile, Exception failure)
    {
        _runner.Release();
        var isMemory = IsMemory(failure);
        if (isMemory && !tile.IsAlone)
        {
            RunAgain(tile);
            return;
        }

        var told = isMemory ? TileDoesNotFit.Refusal(tile.Job.Model.Manifest, failure) : failure;
        _metrics.Failed(tile.Job, told);
        _queue.FailAt(tile, told);
    }

    private void RunAgain(in Tile tile)
    {
        SamplingMetrics.Returned(tile.Job);
        if (_queue.BackOff(tile) is not { } limit)
            return;
        _metrics.OutOfMemoryBackOff(tile.Job);
        _options.OnBackOff?.Invoke(limit);
    }

    // Copies between memories are not the model's own work, and can lack memory as well.
    private static bool IsMemory(Exception failure) =>
        failure is ModelException { Check: ModelException.Memory } || TorchError.IsMemory(failure);
}
