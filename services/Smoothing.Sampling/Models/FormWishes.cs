namespace Smoothing.Sampling.Models;

/// <summary>What is asked of the form of tiles; what is null is for a measurement to find.</summary>
/// <param name="TileSize">Tile size T, in [1, 4096].</param>
/// <param name="Engine">The engine.</param>
/// <param name="MemoryFormat">The memory format.</param>
public sealed record FormWishes(int? TileSize, Engine? Engine, MemoryFormat? MemoryFormat)
{
    /// <summary>Nothing is asked.</summary>
    public static FormWishes None { get; } = new(null, null, null);

    /// <summary>The form, when nothing is left to be found.</summary>
    public TileForm? Form => TileSize is { } size && Engine is { } engine && MemoryFormat is { } format
        ? new(size, engine, format)
        : null;

    /// <summary>A form that grants the wishes and is the plainest otherwise.</summary>
    public TileForm Plainest => new(
        TileSize ?? ModelManifest.DefaultTileSize, Engine ?? Models.Engine.Libtorch,
        MemoryFormat ?? Models.MemoryFormat.Contiguous);
}
