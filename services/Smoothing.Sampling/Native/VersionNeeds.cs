using System.Buffers.Binary;
using System.Text;

namespace Smoothing.Sampling.Native;

/// <summary>The versions of symbols that an ELF library asks for (System V ABI, "Symbol Versioning").</summary>
internal static class VersionNeeds
{
    private const uint SectionType = 0x6ffffffe;
    private const ushort Weak = 2;
    private const int HeaderBytes = 64, SectionBytes = 64, NeedBytes = 16;

    // More than any real library has; bounds the walk over chains that a damaged file may close to a circle.
    private const int EntryLimit = 65536;

    /// <summary>Declares the demand for a version weak, which makes the loader go on without it.</summary>
    /// <param name="image">Any bytes; changed in place when they are a 64-bit little-endian ELF file.</param>
    /// <param name="version">The version.</param>
    /// <returns>Whether anything was changed: the one flag, in one byte.</returns>
    public static bool Weaken(Span<byte> image, string version)
    {
        if (image.Length < HeaderBytes || !image.StartsWith("\u007fELF\u0002\u0001"u8))
            return false;
        var sections = BinaryPrimitives.ReadUInt64LittleEndian(image[0x28..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3a..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3c..]);
        for (var i = 0u; i < count; i++)
        {
            if (!TrySlice(image, sections + i * size, SectionBytes, out var section)
                || BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) != SectionType)
                continue;
            var strings = sections + BinaryPrimitives.ReadUInt32LittleEndian(section[0x28..]) * (ulong)size;
            return TrySlice(image, strings, SectionBytes, out var table)
                && Weaken(image, BinaryPrimitives.ReadUInt64LittleEndian(section[0x18..]),
                    BinaryPrimitives.ReadUInt64LittleEndian(table[0x18..]), Encoding.ASCII.GetBytes(version + '\0'));
        }

        return false;
    }

    private static bool Weaken(Span<byte> image, ulong file, ulong names, ReadOnlySpan<byte> version)
    {
        for (var walked = 0; walked < EntryLimit && TrySlice(image, file, NeedBytes, out var library);)
        {
            var entry = file + BinaryPrimitives.ReadUInt32LittleEndian(library[8..]);
            for (var left = BinaryPrimitives.ReadUInt16LittleEndian(library[2..]); left > 0; left--, walked++)
            {
                if (!TrySlice(image, entry, NeedBytes, out var need))
                    return false;
                if (Names(image, names + BinaryPrimitives.ReadUInt32LittleEndian(need[8..]), version))
                    return SetWeak(need);
                entry += BinaryPrimitives.ReadUInt32LittleEndian(need[12..]);
            }

            var next = BinaryPrimitives.ReadUInt32LittleEndian(library[12..]);
            if (next == 0)
                return false;
            file += next;
            walked++;
        }

        return false;
    }

    private static bool SetWeak(Span<byte> need)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(need[4..]);
        BinaryPrimitives.WriteUInt16LittleEndian(need[4..], (ushort)(flags | Weak));
        return (flags & Weak) == 0;
    }

    private static bool Names(Span<byte> image, ulong at, ReadOnlySpan<byte> version) =>
        TrySlice(image, at, version.Length, out var name) && name.SequenceEqual(version);

    private static bool TrySlice(Span<byte> image, ulong at, int length, out Span<byte> slice)
    {
        // Sums of offsets may wrap round, to an offset inside the file or outside: the first is harmless.
        var inside = at <= (ulong)image.Length && (ulong)length <= (ulong)image.Length - at;
        slice = inside ? image.Slice((int)at, length) : default;
        return inside;
    }
}
