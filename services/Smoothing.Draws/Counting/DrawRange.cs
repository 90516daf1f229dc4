namespace Smoothing.Draws.Counting;

/// <summary>Adjacent draws first, first + 1, …, first + count - 1 of one seed.</summary>
public readonly record struct DrawRange
{
    /// <summary>Number of draws that a seed has.</summary>
    public const long Limit = 1L << 32;

    /// <summary>A range of draws.</summary>
    /// <param name="first">In [0, 2^32).</param>
    /// <param name="count">At least 1; first + count is at most 2^32.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not.</exception>
    public DrawRange(long first, long count)
    {
        if (first is < 0 or >= Limit)
            throw new ArgumentOutOfRangeException(nameof(first), first, "in [0, 2^32)");
        if (count < 1 || count > Limit - first)
            throw new ArgumentOutOfRangeException(nameof(count), count, "at least 1; first + count at most 2^32");
        (First, Count) = (first, count);
    }

    /// <summary>Index of the first draw.</summary>
    public long First { get; }

    /// <summary>Number of draws.</summary>
    public long Count { get; }

    /// <summary>Index after the last draw.</summary>
    public long End => First + Count;

    /// <summary>Whether two ranges share a draw.</summary>
    public bool Overlaps(DrawRange other) => First < other.End && other.First < End;

    /// <summary>The draws before and from an index.</summary>
    /// <param name="at">In (First, End).</param>
    public (DrawRange Before, DrawRange From) SplitAt(long at) => (new(First, at - First), new(at, End - at));

    /// <summary>The tiles that hold the range: draw i is in tile i / size.</summary>
    /// <param name="size">Draws of a tile. At least 1.</param>
    public (long First, long End) Tiles(int size) => (First / size, (End - 1) / size + 1);

    /// <summary>The first draw after this range that begins a tile.</summary>
    /// <param name="size">Draws of a tile. At least 1.</param>
    public long NextTileStart(int size) => Tiles(size).End * size;

    /// <returns>"[first, end)".</returns>
    public override string ToString() => FormattableString.Invariant($"[{First}, {End})");
}
