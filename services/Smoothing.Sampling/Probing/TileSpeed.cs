namespace Smoothing.Sampling.Probing;

/// <summary>How fast a model answers tiles of one form.</summary>
/// <param name="TileSize">Tile size T.</param>
/// <param name="MemoryFormat">Name of the memory format.</param>
/// <param name="DrawsPerSecond">Draws a second on one thread, without their noise.</param>
public sealed record TileSpeed(int TileSize, string MemoryFormat, double DrawsPerSecond);
