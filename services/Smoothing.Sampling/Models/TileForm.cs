namespace Smoothing.Sampling.Models;

/// <summary>How tiles are run: what the speed and the last bits of outputs depend on.</summary>
/// <param name="TileSize">Tile size T, in [1, 4096].</param>
/// <param name="Engine">The engine.</param>
/// <param name="MemoryFormat">The memory format; channels last needs a shape of three extents.</param>
public readonly record struct TileForm(int TileSize, Engine Engine, MemoryFormat MemoryFormat)
{
    /// <summary>For instance "tiles of 64, libtorch_frozen, channels_last".</summary>
    public override string ToString() => FormattableString.Invariant(
        $"tiles of {TileSize}, {EngineName.Of(Engine)}, {MemoryFormatName.Of(MemoryFormat)}");
}
