namespace Smoothing.Sampling.Scheduling;

/// <summary>How many tiles are under way at once on the device. Guarded by the queue.</summary>
/// <remarks>
/// A tile that finds no memory halves the limit, rounded up, once for all that began under the same one, and is run
/// again. Under a limit of 1 a tile has the device for itself from its first to its last moment, because none begins
/// beside it and the limit grows only when another one ends well: what finds no memory then is not tried again. Since
/// the limit does not grow while a tile waits to be run again either, each is tried at most 1 + ⌈log2(workers)⌉ times.
/// T stays as it is, and so do the counts.
/// </remarks>
/// <param name="workers">The limit at the start, and its largest value. At least 1.</param>
internal sealed class TilesInFlight(int workers)
{
    /// <summary>Tiles that must end well, one after another, before one more may be under way.</summary>
    public const int GoodTiles = 64;

    private int _most = workers;
    private int _good;

    /// <summary>Tiles that may be under way. In [1, workers].</summary>
    public int Limit { get; private set; } = workers;

    /// <summary>Tiles that are under way.</summary>
    public int UnderWay { get; private set; }

    /// <summary>Times that the limit was lowered.</summary>
    public long BackOffs { get; private set; }

    /// <summary>Whether a tile may begin.</summary>
    public bool HasRoom => UnderWay < Limit;

    /// <summary>Whether the limit may grow with the next tile that ends well.</summary>
    public bool IsDueToGrow => Limit < _most && _good >= GoodTiles;

    /// <summary>Sets the largest value of the limit, and the limit.</summary>
    /// <param name="most">In [1, workers].</param>
    public void Allow(int most) => (_most, Limit, _good) = (most, most, 0);

    /// <summary>A tile begins.</summary>
    /// <returns>The limit that it begins under.</returns>
    public int Begin()
    {
        UnderWay++;
        return Limit;
    }

    /// <summary>A tile ended, as one that was counted or as one that failed for another reason than memory.</summary>
    /// <param name="well">Whether it was counted.</param>
    public void End(bool well)
    {
        UnderWay--;
        if (well && Limit < _most)
            _good++;
    }

    /// <summary>One more tile may be under way. Not while a tile waits to be run again.</summary>
    public void Grow() => (Limit, _good) = (Limit + 1, 0);

    /// <summary>A tile ended because there was no memory for it, and is to be run again.</summary>
    /// <param name="limit">The limit that it began under. At least 2.</param>
    public void EndWithoutMemory(int limit)
    {
        UnderWay--;
        _good = 0;
        var half = (limit + 1) / 2;
        if (half < Limit)
            (Limit, BackOffs) = (half, BackOffs + 1);
    }
}
