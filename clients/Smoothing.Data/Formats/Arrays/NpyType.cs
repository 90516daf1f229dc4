using System.Buffers.Binary;
using System.Text.RegularExpressions;
using static System.FormattableString;

namespace Smoothing.Data.Formats.Arrays;

/// <summary>Type of the elements of an array.</summary>
/// <param name="Kind">NumPy's letter: <c>u</c>, <c>i</c> or <c>f</c>.</param>
/// <param name="Size">Bytes of an element: 1, 2, 4 or 8.</param>
/// <param name="BigEndian">Whether the most significant byte comes first.</param>
internal readonly partial record struct NpyType(char Kind, int Size, bool BigEndian)
{
    /// <summary>Whether elements are whole numbers.</summary>
    public bool IsWhole => Kind is 'u' or 'i';

    /// <summary>Reads a description such as <c>&lt;f4</c>.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="text">The description.</param>
    /// <exception cref="ImageFileException">It is not that of numbers.</exception>
    public static NpyType Parse(string path, string text)
    {
        var match = Description().Match(text);
        if (match.Success && match.Groups["kind"].Value is [var kind]
            && match.Groups["size"].Value is [var digit] && (kind, digit) is not ('f', '1'))
            return new(kind, digit - '0', match.Groups["order"].Value == ">");
        throw new ImageFileException(path, "dtype", $"'{text}'", text.Contains('O', StringComparison.Ordinal)
            ? "arrays of Python objects are pickles, which run code when they are read; save an array of numbers"
            : "allowed are uint8, float32 and float64 for images, whole numbers of 8 to 64 bits for labels");
    }

    /// <summary>NumPy's name.</summary>
    /// <returns>Such as <c>float32</c>.</returns>
    public override string ToString() =>
        Invariant($"{(Kind switch { 'u' => "uint", 'i' => "int", _ => "float" })}{8 * Size}");

    /// <summary>The element at an index, as a real number. Whole numbers of more than 53 bits are rounded.</summary>
    public double NumberAt(ReadOnlySpan<byte> bytes, int index) => (Kind, Size) switch
    {
        ('f', 2) => (double)BitConverter.UInt16BitsToHalf((ushort)Bits(bytes, index)),
        ('f', 4) => BitConverter.UInt32BitsToSingle((uint)Bits(bytes, index)),
        ('f', _) => BitConverter.UInt64BitsToDouble(Bits(bytes, index)),
        ('u', _) => Bits(bytes, index),
        _ => WholeAt(bytes, index),
    };

    /// <summary>The whole number at an index; unsigned ones beyond 2^63 are negative.</summary>
    public long WholeAt(ReadOnlySpan<byte> bytes, int index)
    {
        var bits = Bits(bytes, index);
        var shift = 64 - (8 * Size);
        return Kind == 'i' ? (long)(bits << shift) >> shift : (long)bits;
    }

    private ulong Bits(ReadOnlySpan<byte> bytes, int index)
    {
        var element = bytes.Slice(index * Size, Size);
        return (Size, BigEndian) switch
        {
            (1, _) => element[0],
            (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(element),
            (2, true) => BinaryPrimitives.ReadUInt16BigEndian(element),
            (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(element),
            (4, true) => BinaryPrimitives.ReadUInt32BigEndian(element),
            (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(element),
            (_, true) => BinaryPrimitives.ReadUInt64BigEndian(element),
        };
    }

    [GeneratedRegex("^(?<order>[<>|])(?<kind>[uif])(?<size>[1248])$")]
    private static partial Regex Description();
}
