using Smoothing.Draws.Counting;
using Smoothing.Sampling.Measuring;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;

namespace Smoothing.Sampling.Scheduling;

/// <summary>A thread that runs tiles: draws the noise into tensor memory, runs the model, counts the answers.</summary>
/// <remarks>
/// Canonical tiles: draw i is always computed in tile i / T at slot i mod T beside the same neighbours, because the
/// same shapes in the same order give the same bits. A tile at the end of a range is drawn whole, and its rest is not
/// counted.
/// </remarks>
internal sealed class TileWorker
{
    // The runtime lets young garbage, two kilobytes a tile, grow to the size of the processor's cache, that is hundreds
    // of megabytes on servers and looks as if memory grew with n. Collecting it takes well below a millisecond.
    private const int TilesBetweenCollections = 2048;

    private readonly TileQueue _queue;
    private readonly SamplingMetrics _metrics;
    private readonly Thread _thread;
    private int _tiles;

    /// <summary>Starts a worker.</summary>
    public TileWorker(TileQueue queue, SamplingMetrics metrics, int index)
    {
        (_queue, _metrics) = (queue, metrics);
        _thread = new Thread(Run, TorchThread.StackBytes) { IsBackground = true, Name = $"tile worker {index}" };
        _thread.Start();
    }

    /// <summary>Waits for the worker to end; close the queue first.</summary>
    /// <param name="limit">Longest time to wait for the tile that is under way.</param>
    /// <returns>Whether it ended.</returns>
    public bool Join(TimeSpan limit) => _thread.Join(limit);

    private void Run()
    {
        HostLibraries.YieldToOthers();
        TileBuffer? buffer = null;
        while (_queue.TryTake(out var job, out var tile))
        {
            _metrics.Taken(job);
            try
            {
                _queue.Record(job, tile, Answers(job, tile, ref buffer));
                if (++_tiles % TilesBetweenCollections == 0)
                    GC.Collect(0, GCCollectionMode.Forced, blocking: false);
            }
#pragma warning disable CA1031 // Whatever a model throws ends its own job, never the worker that the other jobs share.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                // Copies between memories are not the model's own work, and can lack memory as well.
                var failure = TorchError.IsMemory(exception)
                    ? TorchError.Refusal(ModelException.Memory, "a tile failed", exception)
                    : exception;
                _metrics.Failed(job, failure);
                _queue.FailAt(job, tile, failure);
                Drop(ref buffer);
            }
        }

        Drop(ref buffer);
    }

    private int[] Answers(SampleJob job, long tile, ref TileBuffer? buffer)
    {
        TorchRuntime.PrepareThread();
        var manifest = job.Model.Manifest;
        var size = manifest.TileSize;
        if (buffer is not { } current || !current.Fits(manifest))
        {
            Drop(ref buffer);
            current = buffer = new TileBuffer(manifest);
        }

        var started = _metrics.Now();
        for (var slot = 0; slot < size; slot++)
        {
            // The last tile of a seed may reach past its last draw; those slots repeat its first draws and never count.
            var draw = (tile * size + slot) % DrawRange.Limit;
            current.Write(slot, job.Input, draw);
        }

        var drawn = _metrics.Now();
        int[] answers = [];
        job.Model.Run(current.Tensor, outputs =>
            answers = TileAnswers.Of(outputs, manifest.Classes, tile, size, job.Range));
        _metrics.Answered(job, answers, started, drawn);
        return answers;
    }

    private static void Drop(ref TileBuffer? buffer)
    {
        buffer?.Dispose();
        buffer = null;
    }
}
