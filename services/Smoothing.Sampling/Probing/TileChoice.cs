using System.Collections.Immutable;

namespace Smoothing.Sampling.Probing;

/// <summary>Which form of tiles a manifest gets.</summary>
public static class TileChoice
{
    /// <summary>What a less plain form must gain to be preferred, as a share of the fastest.</summary>
    public const double Worthwhile = 0.03;

    /// <summary>How long a tile may take before a smaller one lets requests share the device more finely.</summary>
    public static readonly TimeSpan Fine = TimeSpan.FromMilliseconds(4);

    /// <summary>Orders forms by preference.</summary>
    /// <param name="speeds">What was measured.</param>
    /// <returns>
    /// First those within <see cref="Worthwhile"/> of the fastest: of tiles that take <see cref="Fine"/> or longer
    /// small ones before large ones, because they let requests share the device more finely; after them those that take less,
    /// large ones before small ones, because what is done around a tile weighs more; then contiguous memory before
    /// other, and the model as it is before one that was changed. Then the others, fastest first.
    /// </returns>
    public static ImmutableArray<TileSpeed> Order(IReadOnlyCollection<TileSpeed> speeds)
    {
        ArgumentNullException.ThrowIfNull(speeds);
        var enough = (1 - Worthwhile) * speeds.Max(speed => speed.DrawsPerSecond);
        return
        [
            .. speeds.Where(speed => speed.DrawsPerSecond >= enough)
                .OrderBy(speed => IsFine(speed) ? int.MaxValue - speed.Form.TileSize : speed.Form.TileSize)
                .ThenBy(speed => speed.Form.MemoryFormat)
                .ThenBy(speed => speed.Form.Engine),
            .. speeds.Where(speed => speed.DrawsPerSecond < enough).OrderByDescending(speed => speed.DrawsPerSecond),
        ];
    }

    private static bool IsFine(TileSpeed speed) => speed.Form.TileSize < Fine.TotalSeconds * speed.DrawsPerSecond;
}
