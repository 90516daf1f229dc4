using Smoothing.Benchmarks.Measuring;
using Smoothing.Sampling.Measuring;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>Workers of a service that run its model on one tile again and again, when it is the turn of that.</summary>
/// <remarks>
/// Same threads, same weights, same heaps: two modules of one file differ by several percent in speed, depending on
/// where their memory lies, which is more than what the service does around a forward pass.
/// </remarks>
/// <param name="workers">Workers of the service.</param>
internal sealed class BareTurns(int workers) : IDisposable
{
    private readonly Crew _crew = new(workers);
    private TaskCompletionSource _ready = new();
    private int _missing;
    private volatile bool _isTurn;

    /// <summary>What a worker runs tiles with.</summary>
    public ITileRunner RunnerOf(SamplingMetrics metrics) => new Runner(this, new TorchTileRunner(metrics));

    /// <summary>Measures forward passes.</summary>
    /// <param name="tiles">How many.</param>
    /// <param name="requestAsync">Requests so many tiles, so that each worker takes one; they are run afterwards.
    /// </param>
    public async Task<Spent> MeasureAsync(int tiles, Func<int, Task> requestAsync)
    {
        (_ready, _missing, _isTurn) = (new(TaskCreationOptions.RunContinuationsAsynchronously), workers, true);
        var request = requestAsync(workers);
        // Workers never get there when the request fails, which throws here.
        await await Task.WhenAny(_ready.Task, request);
        _isTurn = false;
        var spent = await Spent.OfAsync(() => _crew.RunAsync(tiles));
        await request;
        return spent;
    }

    public void Dispose() => _crew.Dispose();

    private void Take(Action forward)
    {
        if (Interlocked.Decrement(ref _missing) == 0)
            _ready.SetResult();
        _crew.Join(forward);
    }

    private sealed class Runner(BareTurns turns, ITileRunner tiles) : ITileRunner
    {
        private TileBuffer? _buffer;

        public void Run(in Tile tile)
        {
            if (turns._isTurn)
                RunBare(tile.Job);
            tiles.Run(tile);
        }

        public void Release()
        {
            tiles.Release();
            _buffer?.Dispose();
            _buffer = null;
        }

        public void Dispose()
        {
            Release();
            tiles.Dispose();
        }

        private void RunBare(SampleJob job)
        {
            TorchRuntime.PrepareThread();
            var (module, manifest) = (job.Model.Module, job.Model.Manifest);
            if (_buffer?.Fits(manifest) != true)
            {
                Release();
                _buffer = new TileBuffer(manifest);
            }

            // Noisy copies, as the service's tiles hold: how long some kernels take depends on the numbers.
            _buffer.Open();
            for (var slot = 0; slot < manifest.TileSize; slot++)
                _buffer.Write(slot, job.Input, slot);
            turns.Take(() => BareForward.Pass(module, _buffer.Tensor));
        }
    }
}
