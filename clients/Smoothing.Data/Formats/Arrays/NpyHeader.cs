using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Smoothing.Data.Bytes;
using static System.FormattableString;

namespace Smoothing.Data.Formats.Arrays;

/// <summary>The start of an npy file, versions 1 to 3 (NumPy, "NEP 1: a simple file format for NumPy arrays").
/// </summary>
/// <param name="Type">Type of the elements.</param>
/// <param name="FortranOrder">Whether the first index varies fastest.</param>
/// <param name="Shape">Extents, each at least 1; their product is below 2^59.</param>
/// <param name="Length">Bytes of the header.</param>
internal sealed partial record NpyHeader(NpyType Type, bool FortranOrder, IReadOnlyList<long> Shape, int Length)
{
    private const int Prefix = 12, LongestText = 1 << 16, MostAxes = 32;
    private const long MostElements = 1L << 59;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Number of elements.</summary>
    public long Elements => Shape.Aggregate(1L, (product, extent) => product * extent);

    /// <summary>The shape as NumPy writes it, such as <c>(10, 28, 28)</c>.</summary>
    public string ShapeText => Shape is [var only] ? Invariant($"({only},)") : $"({string.Join(", ", Shape)})";

    /// <summary>Whether bytes start as an npy file does.</summary>
    public static bool StartsLike(ByteSource bytes) => bytes.Start(Magic.Length).Span.SequenceEqual(Magic);

    /// <summary>Reads and checks the header, and the length of the file.</summary>
    /// <exception cref="ImageFileException">It is not that of an array of numbers, or the file has another length.
    /// </exception>
    public static NpyHeader Read(ByteSource bytes)
    {
        var start = bytes.Start(Prefix).Span;
        if (start.Length < Prefix || !start.StartsWith(Magic))
            throw new ImageFileException(
                bytes.Path, "magic", Convert.ToHexStringLower(start[..Math.Min(start.Length, Magic.Length)]),
                "an npy file starts with 934e554d5059 and has a header");
        var version = start[Magic.Length];
        if (version is < 1 or > 3)
            throw new ImageFileException(
                bytes.Path, "npy version", Invariant($"{version}"), "allowed are 1, 2 and 3");
        var prefix = version == 1 ? Prefix - sizeof(ushort) : Prefix;
        var length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > LongestText)
            throw new ImageFileException(
                bytes.Path, "length of the header", Invariant($"{length} bytes"),
                Invariant($"allowed are {LongestText}"));
        var all = bytes.Start(prefix + (int)length).Span;
        if (all.Length < prefix + (int)length)
            throw new ImageFileException(
                bytes.Path, "header", Invariant($"{all.Length} bytes"),
                Invariant($"expected {prefix + (int)length} bytes"));
        var header = Parse(bytes.Path, Encoding.UTF8.GetString(all[prefix..]), all.Length);
        bytes.RequireLength(
            header.Length + (header.Elements * header.Type.Size),
            Invariant($"a header of {header.Length} and {header.ShapeText} elements of {header.Type}"));
        return header;
    }

    private static NpyHeader Parse(string path, string text, int length)
    {
        if (Structured().IsMatch(text))
            throw new ImageFileException(
                path, "dtype", "a structure of several fields", "allowed are arrays of numbers; save one field");
        var match = Dictionary().Match(text);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < match.Groups["key"].Captures.Count; i++)
            values[match.Groups["key"].Captures[i].Value] = match.Groups["value"].Captures[i].Value;
        if (values.Count != 3 || !values.TryGetValue("descr", out var type) || type[0] is not ('\'' or '"')
            || !values.TryGetValue("fortran_order", out var order) || order[0] is not ('T' or 'F')
            || !values.TryGetValue("shape", out var shape) || shape[0] != '(')
            throw new ImageFileException(
                path, "header", $"\"{text.Trim()}\"", "expected a dictionary of descr, fortran_order and shape");
        return new(NpyType.Parse(path, type[1..^1]), order == "True", ReadShape(path, shape), length);
    }

    private static long[] ReadShape(string path, string text)
    {
        var words = text.Trim('(', ')').Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var shape = new long[words.Length];
        var elements = 1L;
        for (var i = 0; i < shape.Length; i++)
        {
            // Python 2 wrote long integers with an L.
            if (!long.TryParse(words[i].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out shape[i])
                || shape[i] < 1 || shape[i] > MostElements / elements)
                throw Wrong("extents of at least 1, and fewer than 2^59 elements");
            elements *= shape[i];
        }

        return shape.Length is > 0 and <= MostAxes ? shape : throw Wrong($"1 to {MostAxes} axes");

        ImageFileException Wrong(string allowed) => new(path, "shape", text, $"allowed are {allowed}");
    }

    [GeneratedRegex("""['"]descr['"]\s*:\s*[\[(]""")]
    private static partial Regex Structured();

    // Every alternative begins with another character, so that no text takes long.
    [GeneratedRegex("""
        ^\{(?>\s*['"](?<key>\w+)['"]\s*:\s*
        (?<value>'[^']*'|"[^"]*"|True|False|\([-0-9L,\s]*\))\s*,?)*\s*\}\s*$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Dictionary();
}
