namespace Smoothing.Sampling.Scheduling;

/// <summary>The tiles of a job that are under way, wait for earlier ones, or wait to be run again.</summary>
/// <remarks>
/// They are always so close together that tile modulo length tells them apart. The buffers of their answers are used
/// again and again, and no more are made than were under way or waiting at once.
/// </remarks>
/// <param name="length">Tiles that may be here at once. At least 1.</param>
/// <param name="tileSize">Draws of a tile.</param>
internal sealed class TileWindow(int length, int tileSize)
{
    private readonly int[]?[] _waiting = new int[length][];
    private readonly bool[] _again = new bool[length];
    private readonly Stack<int[]> _spare = [];
    private int _agains;

    /// <summary>Tiles that may be here at once.</summary>
    public int Length => length;

    /// <summary>Largest number of bytes that all buffers of answers take.</summary>
    public long Bytes => (long)length * tileSize * sizeof(int);

    /// <summary>Whether a tile waits to be run again.</summary>
    public bool HasAgain => _agains > 0;

    /// <summary>A buffer for the answers of a tile that begins.</summary>
    public int[] Rent() => _spare.TryPop(out var answers) ? answers : new int[tileSize];

    /// <summary>Takes a buffer back whose answers are joined, or not needed.</summary>
    public void GiveBack(int[] answers) => _spare.Push(answers);

    /// <summary>Keeps the answers of a tile.</summary>
    public void Keep(long tile, int[] answers) => _waiting[tile % length] = answers;

    /// <summary>The answers of a tile, which are not kept any longer; null when it is not done.</summary>
    public int[]? Take(long tile)
    {
        var answers = _waiting[tile % length];
        _waiting[tile % length] = null;
        return answers;
    }

    /// <summary>Marks a tile that is to be run again.</summary>
    public void Again(long tile)
    {
        _again[tile % length] = true;
        _agains++;
    }

    /// <summary>The first tile that is to be run again, which is begun now.</summary>
    /// <param name="first">No tile before this one is here.</param>
    public long TakeAgain(long first)
    {
        while (!_again[first % length])
            first++;
        Unmark(first);
        return first;
    }

    /// <summary>Tiles of a range are not to be run again.</summary>
    public void DropAgain(long first, long end)
    {
        for (var tile = first; tile < end; tile++)
        {
            if (_again[tile % length])
                Unmark(tile);
        }
    }

    /// <summary>Drops all buffers: no tile of the job is under way any more, and none will be.</summary>
    public void Release()
    {
        Array.Clear(_waiting);
        _spare.Clear();
        _spare.TrimExcess();
    }

    private void Unmark(long tile)
    {
        _again[tile % length] = false;
        _agains--;
    }
}
