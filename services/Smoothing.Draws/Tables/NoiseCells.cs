using System.Numerics;
using System.Runtime.CompilerServices;

namespace Smoothing.Draws.Tables;

/// <summary>How the leading 32 bits of U become a level at one look, which all but a few draws need.</summary>
/// <remarks>
/// <para>
/// U and 2^64 - 1 - U have opposite levels, because every threshold has its mirror image. So a cell is about the half
/// below 1/2: 31 bits, of which the binary32 number that they round down to decides, the <em>key</em>. Each power of
/// two has 1024 cells, so that cells are as fine where draws are rare as where they are frequent: what a draw costs
/// hardly depends on its law.
/// </para>
/// <para>
/// An entry holds in bits 16 to 30 the size of the level at the start of the cell, and in bits 0 to 15 the bits of the
/// key below those of the cell of the one threshold inside. Beyond it the level is smaller by one: taking a draw's own
/// bits from the entry tells so by a borrow. A cell with several thresholds has <see cref="Undecided"/> set.
/// </para>
/// </remarks>
internal static class NoiseCells
{
    /// <summary>Bits of a key below those that choose a cell.</summary>
    public const int RestBits = 13;

    /// <summary>Selects these bits.</summary>
    public const int RestMask = (1 << RestBits) - 1;

    /// <summary>Cell of the smallest key, which is that of the number 1.</summary>
    public const int First = 127 << CellBits;

    /// <summary>An entry, less a draw's bits, has its level from this bit on.</summary>
    public const int LevelShift = 16;

    /// <summary>Selects what is 0 where a draw has the bits of a threshold: the second 32 bits decide.</summary>
    public const int EqualMask = (1 << LevelShift) - 1;

    /// <summary>Selects the size of a level.</summary>
    public const int LevelMask = 0x7FFF;

    /// <summary>The sign, set in cells of several thresholds.</summary>
    public const uint Undecided = 1u << 31;

    private const int CellBits = 23 - RestBits, Octaves = 31;

    // So few words do not make it worth reading the cells of an octave.
    private const int FewWords = 8;

    // Above the bits of any draw: they neither reach nor equal it.
    private const uint NoThreshold = 1 << 15;

    /// <summary>The entries.</summary>
    /// <param name="thresholds">Those below 1/2 as multiples of 2^-64, in increasing order. Fewer than 2^15.</param>
    public static uint[] Of(ReadOnlySpan<ulong> thresholds)
    {
        var entries = new uint[Octaves << CellBits];
        // Of a cell: the number of thresholds in it and above it is the size of the level at its start.
        var (above, next) = (0, thresholds.Length - 1);
        for (var cell = entries.Length - 1; cell >= 0; cell--)
        {
            var inside = 0;
            for (; next >= 0 && CellOf(thresholds[next]) == cell; next--)
                inside++;
            above += inside;
            entries[cell] = inside switch
            {
                0 => (uint)above << LevelShift | NoThreshold,
                1 => (uint)above << LevelShift | (uint)(Key((uint)(thresholds[next + 1] >> 32)) & RestMask),
                _ => Undecided | NoThreshold,
            };
        }

        return entries;
    }

    /// <summary>The level that the 32 leading bits of U stand for, where they decide it.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="word">The bits.</param>
    /// <param name="level">The level, when the answer is true; within the table in any case.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe bool TryLevel(uint* entries, uint word, out int level)
    {
        var upper = (int)word >> 31;
        var key = Key(word ^ (uint)upper);
        var rest = (int)entries[(key >> RestBits) - First] - (key & RestMask);
        var size = rest >> LevelShift & LevelMask;
        // Sizes are those of the lower half, where levels are below 0.
        level = (size ^ ~upper) - ~upper;
        return rest >= 0 && (rest & EqualMask) != 0;
    }

    /// <summary>The entries that all of so many words look at but a few, below 16 as expected.</summary>
    /// <remarks>Each octave has half the words of the one above it, and the highest is the last.</remarks>
    /// <param name="entries">The entries.</param>
    /// <param name="words">Words. At least 1.</param>
    public static ReadOnlySpan<uint> Frequent(ReadOnlySpan<uint> entries, long words)
    {
        var octaves = Math.Min(BitOperations.Log2((ulong)Math.Max(1, words / FewWords)), Octaves);
        return entries[^(octaves << CellBits)..];
    }

    private static int CellOf(ulong threshold) => (Key((uint)(threshold >> 32)) >> RestBits) - First;

    /// <summary>
    /// The bits of the largest binary32 number at most this one, which is first made odd, so that there is no 0.
    /// </summary>
    private static int Key(uint bits)
    {
        var odd = (int)(bits | 1);
        // Conversion rounds to nearest: without the bit below the last that is kept, it rounds down.
        return BitConverter.SingleToInt32Bits(odd & ~(odd >> 24));
    }
}
