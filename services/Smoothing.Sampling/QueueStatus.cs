namespace Smoothing.Sampling;

/// <summary>What a sampler has to do at one moment.</summary>
/// <param name="Requests">Requests under way.</param>
/// <param name="Bytes">Bytes that they may hold.</param>
/// <param name="TilesUnderWay">Tiles that are being run.</param>
/// <param name="TileLimit">Tiles that may be run at once: as many as workers, and fewer after a lack of memory.</param>
/// <param name="TilesStarted">Tiles that were started so far; one that was run again counts again.</param>
/// <param name="MemoryBackOffs">Times that the limit was lowered so far.</param>
internal readonly record struct QueueStatus(
    int Requests, long Bytes, int TilesUnderWay, int TileLimit, long TilesStarted, long MemoryBackOffs);
