using Smoothing.Sampling.Measuring;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling.Tests.Scheduling;

/// <summary>Does something before each tile, which is then run as always, or not at all.</summary>
internal sealed class InjectedRunner(SamplingMetrics metrics, Action<Tile> before, bool runs = true) : ITileRunner
{
    private readonly TorchTileRunner _inner = new(metrics);

    public void Run(in Tile tile)
    {
        before(tile);
        if (runs)
            _inner.Run(tile);
    }

    public void Release() => _inner.Release();

    public void Dispose() => _inner.Dispose();
}
