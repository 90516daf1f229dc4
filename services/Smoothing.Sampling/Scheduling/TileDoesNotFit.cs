using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;

namespace Smoothing.Sampling.Scheduling;

/// <summary>What a request is told when there is no memory for a tile that is run alone.</summary>
internal static class TileDoesNotFit
{
    /// <summary>The refusal, with what a tile needs.</summary>
    /// <param name="manifest">Of the model.</param>
    /// <param name="failure">What the engine said.</param>
    public static ModelException Refusal(ModelManifest manifest, Exception failure)
    {
        var reason = failure is ModelException ? failure.Message : TorchError.FirstLine(failure);
        return new(
            ModelException.Memory,
            FormattableString.Invariant(
                $"there is no memory for one tile of {manifest.TileSize} draws with nothing else under way; it needs ")
                + FormattableString.Invariant(
                    $"{manifest.TileBytes} bytes for inputs and outputs and what the model takes besides ({reason}); ")
                + "a manifest with a smaller tile size needs less",
            failure);
    }
}
