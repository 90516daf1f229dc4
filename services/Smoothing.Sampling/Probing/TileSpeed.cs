using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Probing;

/// <summary>How fast a model answers tiles of one form.</summary>
/// <param name="Form">The form.</param>
/// <param name="DrawsPerSecond">Draws a second on one thread, without their noise.</param>
public sealed record TileSpeed(TileForm Form, double DrawsPerSecond)
{
    /// <summary>For instance "tiles of 64, libtorch_frozen, channels_last: 10000 draws/s and thread".</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Form}: {DrawsPerSecond:F0} draws/s and thread");
}
