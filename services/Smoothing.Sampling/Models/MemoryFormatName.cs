using System.Collections.Immutable;

namespace Smoothing.Sampling.Models;

/// <summary>Names of memory formats, in manifests and runtime fingerprints.</summary>
public static class MemoryFormatName
{
    /// <summary>All names.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<MemoryFormat>().Select(Of)];

    /// <summary>The name of a format.</summary>
    public static string Of(MemoryFormat format) => format switch
    {
        MemoryFormat.Contiguous => "contiguous",
        MemoryFormat.ChannelsLast => "channels_last",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a memory format"),
    };

    /// <summary>The format of a name.</summary>
    /// <returns>Null when there is none of that name.</returns>
    public static MemoryFormat? Parse(string? name) =>
        All.IndexOf(name!) is >= 0 and var index ? Enum.GetValues<MemoryFormat>()[index] : null;
}
