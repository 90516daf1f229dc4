using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator;
using Smoothing.Sampling.Measuring;

namespace Smoothing.Sampling.Scheduling;

/// <summary>The jobs under way, from which workers take one tile after another.</summary>
/// <remarks>
/// A job has its place from before its input is prepared until no tile of it is left or under way. How slowly its
/// reader takes the counts does not matter: what waits for that is one count for each class.
/// </remarks>
/// <param name="options">Limits.</param>
internal sealed class TileQueue(SamplingOptions options)
{
    private readonly object _gate = new();
    private readonly Turns _turns = new();
    private readonly TilesInFlight _inFlight = new(options.Workers);
    private long _bytes;
    private long _started;
    private bool _closed;

    /// <summary>Gives a job its place; its tiles are run once it has its input.</summary>
    /// <exception cref="QueueFullException">The queue is full.</exception>
    /// <exception cref="OperationCanceledException">The queue is closed.</exception>
    public void Add(SampleJob job)
    {
        lock (_gate)
        {
            if (_closed)
                throw Stopping();
            if (_turns.Count >= options.QueueLimit)
                throw QueueFullException.Requests(options.QueueLimit);
            if (job.Bytes > options.QueueBytes - _bytes)
                throw QueueFullException.Bytes(job.Bytes, _bytes, options.QueueBytes);
            _turns.Add(job);
            _bytes += job.Bytes;
        }
    }

    /// <summary>Gives a job the input that its tiles are drawn from.</summary>
    public void Provide(SampleJob job, NoisyInput input)
    {
        lock (_gate)
        {
            job.Provide(input);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes a job out; tiles that are under way finish, and count for nothing.</summary>
    public void Remove(SampleJob job)
    {
        lock (_gate)
        {
            job.Cancel(new OperationCanceledException("the run was disposed"));
            GivePlaceBack(job);
            if (job.Idle)
                job.Release();
        }
    }

    /// <summary>Sets how many tiles may be under way at once.</summary>
    public void Allow(int tiles)
    {
        lock (_gate)
        {
            _inFlight.Allow(tiles);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for a tile to run.</summary>
    /// <returns>False when the queue is closed.</returns>
    public bool TryTake(out Tile tile)
    {
        lock (_gate)
        {
            while (!_closed)
            {
                if (_inFlight.HasRoom && _turns.Next() is { } job)
                {
                    tile = job.TakeTile(_inFlight.Begin());
                    _started++;
                    return true;
                }

                Monitor.Wait(_gate);
            }
        }

        tile = default;
        return false;
    }

    /// <summary>Records a tile that was run.</summary>
    public void Record(in Tile tile)
    {
        lock (_gate)
        {
            tile.Job.Record(tile);
            _inFlight.End(well: true);
            if (_inFlight.IsDueToGrow && !_turns.HasAgain)
                _inFlight.Grow();
            AfterTile(tile.Job);
        }
    }

    /// <summary>Ends a job before a tile on which its model failed.</summary>
    public void FailAt(in Tile tile, Exception failure)
    {
        lock (_gate)
        {
            tile.Job.FailAt(tile, failure);
            _inFlight.End(well: false);
            AfterTile(tile.Job);
        }
    }

    /// <summary>Takes a tile back for which there was no memory, to be run again beside fewer others.</summary>
    /// <param name="tile">A tile that did not run alone.</param>
    /// <returns>Tiles that may be under way from now on, if they are fewer than before; else null.</returns>
    public int? BackOff(in Tile tile)
    {
        lock (_gate)
        {
            var before = _inFlight.Limit;
            _inFlight.EndWithoutMemory(tile.Limit);
            tile.Job.Return(tile);
            AfterTile(tile.Job);
            return _inFlight.Limit < before ? _inFlight.Limit : null;
        }
    }

    /// <summary>Ends a job whose input could not be prepared.</summary>
    public void FailAtStart(SampleJob job, Exception failure)
    {
        lock (_gate)
        {
            job.FailAtStart(failure);
            ReleaseIfIdle(job);
        }
    }

    /// <summary>Takes what a job has counted, if it is enough for a report.</summary>
    /// <param name="job">The job.</param>
    /// <param name="counts">The report, or null when there is none yet.</param>
    /// <param name="failure">Why the job ended early, together with its last report.</param>
    /// <returns>Whether more may follow.</returns>
    public bool TryReport(SampleJob job, out ClassCounts? counts, out Exception? failure)
    {
        lock (_gate)
        {
            counts = job.HasReport ? job.Report() : null;
            failure = job.Failure;
            return !job.Ended;
        }
    }

    /// <summary>Number of tiles of a job that were started.</summary>
    public long Started(SampleJob job)
    {
        lock (_gate)
            return job.Started;
    }

    /// <summary>What is left of each job.</summary>
    public IReadOnlyList<JobDepth> Depths()
    {
        lock (_gate)
            return [.. _turns.Jobs.Select(job => new JobDepth(job.Measures.Model, job.Waiting))];
    }

    /// <summary>What the queue holds.</summary>
    public QueueStatus Status()
    {
        lock (_gate)
            return new(_turns.Count, _bytes, _inFlight.UnderWay, _inFlight.Limit, _started, _inFlight.BackOffs);
    }

    /// <summary>Ends all jobs and lets the workers go.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var job in _turns.Jobs)
                job.Cancel(Stopping());
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A tile ended: a waiting worker may begin one in its stead, or one of a window that moved.</summary>
    private void AfterTile(SampleJob job)
    {
        ReleaseIfIdle(job);
        Monitor.PulseAll(_gate);
    }

    private void ReleaseIfIdle(SampleJob job)
    {
        if (!job.Idle)
            return;
        GivePlaceBack(job);
        job.Release();
    }

    private void GivePlaceBack(SampleJob job)
    {
        if (_turns.Remove(job))
            _bytes -= job.Bytes;
    }

    private static OperationCanceledException Stopping() => new("the sampler is stopping");
}
