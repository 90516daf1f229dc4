using Smoothing.Draws.Counting;
using Smoothing.Sampling.Measuring;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;

namespace Smoothing.Sampling.Scheduling;

/// <summary>Draws the noise of a tile into tensor memory, runs the model and reads the answers.</summary>
/// <remarks>
/// Canonical tiles: draw i is always computed in tile i / T at slot i mod T beside the same neighbours, because the
/// same shapes in the same order give the same bits. A tile at the end of a range is drawn whole, and its rest is not
/// counted. Beside the wrappers of tensors, nothing is allocated for a tile.
/// </remarks>
internal sealed class TorchTileRunner : ITileRunner
{
    private readonly SamplingMetrics _metrics;
    private readonly OutputReader _read;
    private TileBuffer? _buffer;
    private Tile _tile;

    /// <param name="metrics">Measures noise and forward pass.</param>
    public TorchTileRunner(SamplingMetrics metrics) => (_metrics, _read) = (metrics, Read);

    /// <inheritdoc/>
    public void Run(in Tile tile)
    {
        TorchRuntime.PrepareThread();
        var (job, buffer) = (tile.Job, BufferFor(tile.Job.Model.Manifest));
        var started = _metrics.Now();
        Draw(tile, buffer);
        var drawn = _metrics.Now();
        _tile = tile;
        try
        {
            job.Model.Run(buffer.Tensor, _read);
        }
        finally
        {
            // An idle worker keeps no job alive.
            _tile = default;
        }

        _metrics.Answered(job, tile.Answers.AsSpan(0, DrawsOf(tile)), started, drawn);
    }

    /// <inheritdoc/>
    public void Release()
    {
        _buffer?.Dispose();
        _buffer = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Release();

    private static int DrawsOf(in Tile tile) =>
        (int)TileAnswers.Draws(tile.Index, tile.Job.Model.Manifest.TileSize, tile.Job.Range).Count;

    private static void Draw(in Tile tile, TileBuffer buffer)
    {
        var size = tile.Job.Model.Manifest.TileSize;
        buffer.Open();
        tile.Job.Input.Prefetch(size);
        for (var slot = 0; slot < size; slot++)
        {
            // The last tile of a seed may reach past its last draw; those slots repeat its first draws and never count.
            buffer.Write(slot, tile.Job.Input, (tile.Index * size + slot) % DrawRange.Limit);
        }
    }

    private void Read(ReadOnlySpan<float> outputs) =>
        TileAnswers.Write(outputs, _tile.Job.Model.Manifest, _tile.Index, _tile.Job.Range, _tile.Answers);

    private TileBuffer BufferFor(ModelManifest manifest)
    {
        if (_buffer is { } current && current.Fits(manifest))
            return current;
        Release();
        return _buffer = new TileBuffer(manifest);
    }
}
