using System.Diagnostics.CodeAnalysis;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator;
using Smoothing.Sampling.Measuring;

namespace Smoothing.Sampling.Scheduling;

/// <summary>The jobs under way. Workers take one tile after another, in turns over the jobs.</summary>
/// <remarks>
/// A job has its place from before its input is prepared until no tile of it is left or under way. How slowly its
/// reader takes the counts does not matter: what waits for that is one count for each class.
/// </remarks>
/// <param name="capacity">Largest number of jobs. At least 1.</param>
internal sealed class TileQueue(int capacity)
{
    private readonly object _gate = new();
    private readonly LinkedList<SampleJob> _jobs = [];
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
            if (_jobs.Count >= capacity)
                throw new QueueFullException(capacity);
            _jobs.AddLast(job);
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
            _jobs.Remove(job);
            ReleaseIfIdle(job);
        }
    }

    /// <summary>Waits for a tile to run.</summary>
    /// <returns>False when the queue is closed.</returns>
    public bool TryTake([NotNullWhen(true)] out SampleJob? job, out long tile)
    {
        lock (_gate)
        {
            while (!_closed)
            {
                for (var node = _jobs.First; node is not null; node = node.Next)
                {
                    if (!node.Value.HasTile)
                        continue;
                    // To the end: the others come first next time.
                    _jobs.Remove(node);
                    _jobs.AddLast(node);
                    (job, tile) = (node.Value, node.Value.TakeTile());
                    return true;
                }

                Monitor.Wait(_gate);
            }
        }

        (job, tile) = (null, 0);
        return false;
    }

    /// <summary>Records a tile that was run.</summary>
    public void Record(SampleJob job, long tile, int[] answers)
    {
        lock (_gate)
        {
            job.Record(tile, answers);
            ReleaseIfIdle(job);
            // The window has moved: a waiting worker may go on with this job.
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends a job before a tile on which its model failed.</summary>
    public void FailAt(SampleJob job, long tile, Exception failure)
    {
        lock (_gate)
        {
            job.FailAt(tile, failure);
            ReleaseIfIdle(job);
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
    /// <param name="least">Draws that are enough; at the end of a job any number is.</param>
    /// <param name="counts">The report, or null when there is none yet.</param>
    /// <param name="failure">Why the job ended early, together with its last report.</param>
    /// <returns>Whether more may follow.</returns>
    public bool TryReport(SampleJob job, long least, out ClassCounts? counts, out Exception? failure)
    {
        lock (_gate)
        {
            counts = job.Unreported > 0 && (job.Ended || job.Unreported >= least) ? job.Report() : null;
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
            return [.. _jobs.Select(job => new JobDepth(job.Measures.Model, job.Waiting))];
    }

    /// <summary>Ends all jobs and lets the workers go.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var job in _jobs)
                job.Cancel(Stopping());
            Monitor.PulseAll(_gate);
        }
    }

    private void ReleaseIfIdle(SampleJob job)
    {
        if (!job.Idle)
            return;
        _jobs.Remove(job);
        job.DropInput();
    }

    private static OperationCanceledException Stopping() => new("the sampler is stopping");
}
