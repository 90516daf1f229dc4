using System.Collections.Immutable;

namespace Smoothing.Sampling.Probing;

/// <summary>Which form of tiles a manifest gets.</summary>
public static class TileChoice
{
    /// <summary>What a less plain form must gain to be preferred, as a share of the fastest.</summary>
    public const double Worthwhile = 0.03;

    /// <summary>Orders forms by preference.</summary>
    /// <param name="speeds">What was measured.</param>
    /// <returns>
    /// First those within <see cref="Worthwhile"/> of the fastest: small tiles before large ones, because they let
    /// requests share the device more finely, then contiguous memory before other, and the model as it is before one
    /// that was changed. Then the others, fastest first.
    /// </returns>
    public static ImmutableArray<TileSpeed> Order(IReadOnlyCollection<TileSpeed> speeds)
    {
        ArgumentNullException.ThrowIfNull(speeds);
        var enough = (1 - Worthwhile) * speeds.Max(speed => speed.DrawsPerSecond);
        return
        [
            .. speeds.Where(speed => speed.DrawsPerSecond >= enough)
                .OrderBy(speed => speed.Form.TileSize)
                .ThenBy(speed => speed.Form.MemoryFormat)
                .ThenBy(speed => speed.Form.Engine),
            .. speeds.Where(speed => speed.DrawsPerSecond < enough).OrderByDescending(speed => speed.DrawsPerSecond),
        ];
    }
}
