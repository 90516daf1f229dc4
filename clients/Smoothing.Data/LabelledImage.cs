namespace Smoothing.Data;

/// <summary>One image of a set. Two are equal when their index, label, shape and levels are.</summary>
/// <param name="Index">Position in its set, from 0.</param>
/// <param name="Label">True class, from 0; null when unknown.</param>
/// <param name="Shape">Extents of <paramref name="Levels"/>.</param>
/// <param name="Levels">8-bit levels 0..255, row-major [channel, row, column]; as many as the shape has coordinates.
/// </param>
public sealed record LabelledImage(int Index, int? Label, ImageShape Shape, ReadOnlyMemory<byte> Levels)
{
    /// <summary>Compares by content.</summary>
    /// <param name="other">The other image.</param>
    /// <returns>Whether index, label, shape and levels agree.</returns>
    public bool Equals(LabelledImage? other) =>
        other is not null && Index == other.Index && Label == other.Label && Shape == other.Shape
        && Levels.Span.SequenceEqual(other.Levels.Span);

    /// <summary>Hashes by content.</summary>
    /// <returns>The same number for equal images.</returns>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Index);
        hash.Add(Label);
        hash.Add(Shape);
        hash.AddBytes(Levels.Span);
        return hash.ToHashCode();
    }
}
