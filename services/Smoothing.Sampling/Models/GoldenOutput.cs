using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Smoothing.Draws.Identity;

namespace Smoothing.Sampling.Models;

/// <summary>What a model answered for a fixed input when its manifest was written.</summary>
/// <remarks>
/// It finds weights that were changed under a manifest, and runtimes on which a model computes something else. The
/// input does not depend on the grid, so that a grid may be corrected afterwards.
/// </remarks>
/// <param name="Runtime">The runtime fingerprint of the answer, as one text.</param>
/// <param name="Logits">The outputs [class]. Finite.</param>
public sealed record GoldenOutput(string Runtime, ImmutableArray<float> Logits)
{
    /// <summary>
    /// Largest difference of an output between two runtimes, as a share of the distance between the largest and the
    /// smallest output. Binary32 on two engines differs by about a hundredth of it.
    /// </summary>
    public const double Tolerance = 1e-3;

    /// <summary>Compares with what the model answers now.</summary>
    /// <returns>
    /// Null when the outputs have the same bits or, on another runtime, are within <see cref="Tolerance"/> and name the
    /// same class; otherwise what differs.
    /// </returns>
    public string? DifferenceFrom(GoldenOutput now)
    {
        ArgumentNullException.ThrowIfNull(now);
        if (now.Logits.Length != Logits.Length)
            return $"it answers {now.Logits.Length} classes, not the {Logits.Length} of the manifest";
        if (Bits(Logits).SequenceEqual(Bits(now.Logits)))
            return null;
        // Math.Max keeps what is no number.
        var largest = Logits.Zip(now.Logits, (one, other) => Math.Abs((double)one - other)).Aggregate(Math.Max);
        var differ = string.Create(
            CultureInfo.InvariantCulture, $"its outputs differ from the manifest's by up to {largest:G3}");
        if (now.Runtime == Runtime)
            return $"{differ}, on the same runtime";
        var allowed = Tolerance * ((double)Logits.Max() - Logits.Min());
        if (!(largest <= allowed))
            return string.Create(CultureInfo.InvariantCulture, $"{differ}; another runtime may differ by {allowed:G3}");
        var (before, after) = (Logits.IndexOf(Logits.Max()), now.Logits.IndexOf(now.Logits.Max()));
        return before == after ? null : $"it answers class {after}, not the class {before} of the manifest";
    }

    /// <summary>A runtime fingerprint as one text.</summary>
    internal static string TextOf(RuntimeFingerprint runtime) => string.Create(
        CultureInfo.InvariantCulture,
        $"{runtime.Engine} {runtime.EngineVersion}; {runtime.InstructionSet}; {runtime.Device}; {runtime.Precision}; "
            + $"tile {runtime.TileSize}; {runtime.MemoryFormat}");

    private static ReadOnlySpan<byte> Bits(ImmutableArray<float> logits) => MemoryMarshal.AsBytes(logits.AsSpan());
}
