namespace Smoothing.Draws.Identity;

/// <summary>Everything that the counts of given draws may depend on. Equal fingerprints give equal counts.</summary>
/// <param name="Engine">Engine that runs the model, "libtorch".</param>
/// <param name="EngineVersion">Its version.</param>
/// <param name="InstructionSet">Widest instruction set that the engine may use.</param>
/// <param name="Device">Kind of device.</param>
/// <param name="Precision">Precision of the forward pass.</param>
/// <param name="TileSize">Tile size T.</param>
/// <param name="MemoryFormat">Memory format that the engine is given.</param>
public sealed record RuntimeFingerprint(
    string Engine,
    string EngineVersion,
    string InstructionSet,
    string Device,
    Precision Precision,
    int TileSize,
    string MemoryFormat);
