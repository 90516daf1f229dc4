using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;

namespace Smoothing.Sampling;

/// <summary>The tables that were used last; making one may take seconds, and requests choose the law.</summary>
/// <remarks>Tables are made one at a time: however many requests ask, they keep one processor busy at most.</remarks>
internal sealed class GridNoiseCache : IDisposable
{
    private const int Capacity = 8;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly LinkedList<GridNoise> _recent = [];

    /// <summary>Number of tables that were made.</summary>
    public int Made { get; private set; }

    /// <summary>The table of a law on a grid.</summary>
    /// <param name="law">A law that a table covers.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="cancellation">Ends the wait for the tables that are made before.</param>
    public async Task<GridNoise> GetAsync(NoiseLaw law, Grid grid, CancellationToken cancellation)
    {
        if (Find(law, grid) is { } kept)
            return kept;
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // The one before may have made the same table.
            return Find(law, grid)
                ?? Keep(await Task.Run(() => GridNoise.Of(law, grid), cancellation).ConfigureAwait(false));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private GridNoise? Find(NoiseLaw law, Grid grid)
    {
        lock (_recent)
        {
            var node = _recent.First;
            while (node is not null && (node.Value.Law != law || node.Value.Grid != grid))
                node = node.Next;
            if (node is null)
                return null;
            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value;
        }
    }

    private GridNoise Keep(GridNoise noise)
    {
        lock (_recent)
        {
            Made++;
            _recent.AddFirst(noise);
            if (_recent.Count > Capacity)
                _recent.RemoveLast();
            return noise;
        }
    }
}
