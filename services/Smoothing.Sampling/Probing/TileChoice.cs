using System.Collections.Immutable;

namespace Smoothing.Sampling.Probing;

/// <summary>Which form of tiles a manifest gets.</summary>
public static class TileChoice
{
    /// <summary>What a larger tile or another format must gain to be preferred, as a share of the fastest.</summary>
    public const double Worthwhile = 0.03;

    /// <summary>Orders forms by preference.</summary>
    /// <param name="speeds">What was measured.</param>
    /// <returns>
    /// First those within <see cref="Worthwhile"/> of the fastest, small tiles before large ones and contiguous memory
    /// before other, because small tiles let requests share the device more finely; then the others, fastest first.
    /// </returns>
    public static ImmutableArray<TileSpeed> Order(IReadOnlyCollection<TileSpeed> speeds)
    {
        ArgumentNullException.ThrowIfNull(speeds);
        var enough = (1 - Worthwhile) * speeds.Max(speed => speed.DrawsPerSecond);
        return
        [
            .. speeds.Where(speed => speed.DrawsPerSecond >= enough)
                .OrderBy(speed => speed.TileSize)
                .ThenBy(speed => Models.MemoryFormatName.Parse(speed.MemoryFormat)),
            .. speeds.Where(speed => speed.DrawsPerSecond < enough).OrderByDescending(speed => speed.DrawsPerSecond),
        ];
    }
}
