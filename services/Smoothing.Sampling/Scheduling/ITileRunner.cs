namespace Smoothing.Sampling.Scheduling;

/// <summary>Finds the answers of tiles. Belongs to one thread.</summary>
internal interface ITileRunner : IDisposable
{
    /// <summary>Writes the answers of a tile.</summary>
    void Run(in Tile tile);

    /// <summary>Gives back the memory that is kept from one tile to the next.</summary>
    void Release();
}
