namespace Smoothing.Sampling.Scheduling;

/// <summary>A tile that is to be run.</summary>
/// <param name="Job">Whose tile it is.</param>
/// <param name="Index">Index of the tile: T times it is the first draw.</param>
/// <param name="Answers">Receives the answers of the job's draws in the tile, in their order. The job keeps it.</param>
/// <param name="Limit">Tiles that could be under way at once when it was taken, this one included.</param>
internal readonly record struct Tile(SampleJob Job, long Index, int[] Answers, int Limit)
{
    /// <summary>Whether no other tile is under way at any time while this one is.</summary>
    public bool IsAlone => Limit == 1;
}
