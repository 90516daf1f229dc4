using Smoothing.Draws.Counting;
using Smoothing.Draws.Identity;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling;

/// <summary>A range of draws that is being counted. Disposing it stops the work within one tile.</summary>
public sealed class SampleRun : IDisposable
{
    private readonly TileQueue _queue;
    private readonly SampleJob _job;
    private readonly CancellationTokenSource _preparation;

    internal SampleRun(
        SampleSource source,
        IAsyncEnumerable<ClassCounts> counts,
        TileQueue queue,
        SampleJob job,
        CancellationTokenSource preparation) =>
        (Source, Counts, _queue, _job, _preparation) = (source, counts, queue, job, preparation);

    /// <summary>Where the counts come from.</summary>
    public SampleSource Source { get; }

    /// <summary>Counts over adjacent ranges, in increasing order, each draw once. To be read once.</summary>
    /// <remarks>Throws <see cref="ModelException"/> when the model fails, after all that was counted before.</remarks>
    public IAsyncEnumerable<ClassCounts> Counts { get; }

    /// <summary>Number of tiles that were started.</summary>
    internal long TilesStarted => _queue.Started(_job);

    /// <inheritdoc/>
    public void Dispose()
    {
        _queue.Remove(_job);
        if (!_preparation.IsCancellationRequested)
            _preparation.Cancel();
        _preparation.Dispose();
    }
}
