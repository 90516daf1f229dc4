using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Smoothing.Data;

/// <summary>One image of a set. Two are equal when their index, label, shape, levels and source are.</summary>
/// <param name="Index">Position in its set, from 0.</param>
/// <param name="Label">True class, from 0; null when unknown.</param>
/// <param name="Shape">Extents of <paramref name="Levels"/>.</param>
/// <param name="Levels">8-bit levels 0..255, row-major [channel, row, column]; as many as the shape has coordinates, or
/// none beside <see cref="Numbers"/>.</param>
public sealed record LabelledImage(int Index, int? Label, ImageShape Shape, ReadOnlyMemory<byte> Levels)
{
    /// <summary>The image's own file, relative to the folder of the set, with slashes; null where it has none.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>The numbers of an array that was opened for them, exactly, in the order of levels; null for images of
    /// 8-bit levels.</summary>
    public ReadOnlyMemory<double>? Numbers { get; init; }

    /// <summary>Identity of the image: the SHA-256 of its levels, each as a little-endian 32-bit integer.</summary>
    /// <returns>64 lower-case hexadecimal digits. They are the contract's <c>input_sha256</c> where the model takes
    /// levels in this order, [channel, row, column], and level 0 is 0.</returns>
    public string Sha256()
    {
        var levels = Levels.Span;
        var bytes = new byte[sizeof(int) * levels.Length];
        for (var i = 0; i < levels.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int) * i), levels[i]);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Compares by content.</summary>
    /// <param name="other">The other image.</param>
    /// <returns>Whether index, label, shape, levels, numbers and source agree.</returns>
    public bool Equals(LabelledImage? other) =>
        other is not null && Index == other.Index && Label == other.Label && Shape == other.Shape
        && Source == other.Source && Levels.Span.SequenceEqual(other.Levels.Span)
        && Numbers.HasValue == other.Numbers.HasValue
        && (Numbers ?? default).Span.SequenceEqual((other.Numbers ?? default).Span);

    /// <summary>Hashes by content.</summary>
    /// <returns>The same number for equal images.</returns>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Index);
        hash.Add(Label);
        hash.Add(Shape);
        hash.Add(Source);
        hash.AddBytes(Levels.Span);
        return hash.ToHashCode();
    }
}
