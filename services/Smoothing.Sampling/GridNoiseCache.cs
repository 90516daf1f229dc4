using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;

namespace Smoothing.Sampling;

/// <summary>The tables that were used last; making one takes up to a second, and requests choose the law.</summary>
internal sealed class GridNoiseCache
{
    private const int Capacity = 8;

    private readonly LinkedList<((NoiseLaw Law, Grid Grid) Key, Lazy<GridNoise> Noise)> _recent = [];

    /// <summary>The table of a law on a grid.</summary>
    public GridNoise Get(NoiseLaw law, Grid grid)
    {
        Lazy<GridNoise> noise;
        lock (_recent)
        {
            var node = _recent.First;
            while (node is not null && node.Value.Key != (law, grid))
                node = node.Next;
            if (node is null)
                node = new(((law, grid), new(() => GridNoise.Of(law, grid))));
            else
                _recent.Remove(node);
            _recent.AddFirst(node);
            if (_recent.Count > Capacity)
                _recent.RemoveLast();
            noise = node.Value.Noise;
        }

        return noise.Value;
    }
}
