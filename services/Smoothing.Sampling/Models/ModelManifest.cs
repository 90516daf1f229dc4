using System.Collections.Immutable;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;

namespace Smoothing.Sampling.Models;

/// <summary>What an operator says of a model: the JSON file beside the TorchScript file.</summary>
/// <param name="Name">1 to 63 of a-z, 0-9, '-', '_' and '.'; begins with a letter or digit.</param>
/// <param name="Version">1 to 63 printable characters.</param>
/// <param name="Shape">Shape of one input without the batch axis, each extent at least 1.</param>
/// <param name="Layout">Meaning of the axes.</param>
/// <param name="Grid">Grid of the inputs and of the noise.</param>
/// <param name="Classes">Number of classes, in [2, 65536].</param>
/// <param name="Labels">Names of the classes; none, or one for each.</param>
/// <param name="TileSize">Tile size T, in [1, 4096].</param>
/// <param name="Precision">Precision of the forward pass.</param>
public sealed record ModelManifest(
    string Name,
    string Version,
    ImmutableArray<int> Shape,
    Layout Layout,
    Grid Grid,
    int Classes,
    ImmutableArray<string> Labels,
    int TileSize,
    Precision Precision)
{
    /// <summary>Tile size for new manifests: the fastest for small convolutional networks on a CPU.</summary>
    public const int DefaultTileSize = 64;

    /// <summary>Largest tile, in draws.</summary>
    public const int TileSizeLimit = 4096;

    /// <summary>Largest tile, in numbers: T times the number of coordinates.</summary>
    public const long TileNumbersLimit = 1L << 28;

    /// <summary>Largest number of classes.</summary>
    public const int ClassLimit = 65536;

    /// <summary>Memory format of tiles and weights.</summary>
    /// <value>Default contiguous. Channels last needs a shape of three extents.</value>
    public MemoryFormat MemoryFormat { get; init; }

    /// <summary>What is made of the file when it is loaded.</summary>
    /// <value>Default libtorch: nothing.</value>
    public Engine Engine { get; init; }

    /// <summary>Digest that the file must have; null when any file will do.</summary>
    public Digest? Sha256 { get; init; }

    /// <summary>What the model must answer for a fixed input; null when that was not recorded.</summary>
    public GoldenOutput? GoldenOutput { get; init; }

    /// <summary>Number of coordinates of one input.</summary>
    public int Dimension => Shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Bytes of the inputs and outputs of a tile.</summary>
    public long TileBytes => (long)sizeof(float) * TileSize * (Dimension + Classes);

    /// <summary>How its tiles are run.</summary>
    public TileForm Form
    {
        get => new(TileSize, Engine, MemoryFormat);
        init => (TileSize, Engine, MemoryFormat) = (value.TileSize, value.Engine, value.MemoryFormat);
    }

    /// <summary>Shape of a tile: [T, shape…].</summary>
    internal long[] TileShape => [TileSize, .. Shape.Select(extent => (long)extent)];
}
