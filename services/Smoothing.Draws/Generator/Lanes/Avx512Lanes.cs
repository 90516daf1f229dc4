using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Generator.Lanes;

/// <summary>Vectors of 512 bits.</summary>
internal readonly struct Avx512Lanes : ILanes
{
    private const int Width = 16;
    private const int WideShift = 32 - GridNoise.WideCellBits, CellShift = 32 - GridNoise.CellBits;

    public static bool IsSupported => Avx512F.IsSupported && Avx2.IsSupported && Vector512.IsHardwareAccelerated;

    /// <remarks>
    /// 64-bit lanes hold a word each in their lower half; the multiplication looks at lower halves alone, so what is
    /// left in the upper ones does no harm.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Blocks(PhiloxPoint at, uint* words)
    {
        var (a0, b0) = (Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7) + Vector512.Create((ulong)at.C0),
            Vector512.Create(8UL, 9, 10, 11, 12, 13, 14, 15) + Vector512.Create((ulong)at.C0));
        var (a1, a2, a3) = (
            Vector512.Create((ulong)at.C1), Vector512.Create((ulong)at.C2), Vector512.Create((ulong)at.C3));
        var (b1, b2, b3) = (a1, a2, a3);
        var (m0, m1) = (Vector512.Create((ulong)Philox4x32.Multiplier0).AsUInt32(),
            Vector512.Create((ulong)Philox4x32.Multiplier1).AsUInt32());
        var (k0, k1) = (at.K0, at.K1);
        for (var round = 0; round < Philox4x32.Rounds; round++)
        {
            var (key0, key1) = (Vector512.Create((ulong)k0), Vector512.Create((ulong)k1));
            var (p0, q0) = (Avx512F.Multiply(a0.AsUInt32(), m0), Avx512F.Multiply(b0.AsUInt32(), m0));
            var (p1, q1) = (Avx512F.Multiply(a2.AsUInt32(), m1), Avx512F.Multiply(b2.AsUInt32(), m1));
            (a0, b0) = ((p1 >> 32) ^ a1 ^ key0, (q1 >> 32) ^ b1 ^ key0);
            (a1, b1) = (p1, q1);
            (a2, b2) = ((p0 >> 32) ^ a3 ^ key1, (q0 >> 32) ^ b3 ^ key1);
            (a3, b3) = (p0, q0);
            k0 += Philox4x32.Weyl0;
            k1 += Philox4x32.Weyl1;
        }

        Vector512.Narrow(a0, b0).Store(words);
        Vector512.Narrow(a1, b1).Store(words + DrawBits.Lanes);
        Vector512.Narrow(a2, b2).Store(words + 2 * DrawBits.Lanes);
        Vector512.Narrow(a3, b3).Store(words + 3 * DrawBits.Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe ulong Numbers(NoiseTables tables, uint* words, int* places, float* numbers)
    {
        var doubts = 0UL;
        for (var i = 0; i < DrawBits.Group; i += Width)
        {
            var word = Vector512.Load(words + i);
            var level = Level(tables.WideCells, word >>> WideShift, word >>> (WideShift - 16), out var doubt);
            if (doubt != Vector512<int>.Zero)
                level = Level(tables.Cells, word >>> CellShift, word, out doubt);
            var place = Vector512.Load(places + i) + level;
            Avx2.GatherVector256(tables.Numbers, place.GetLower(), sizeof(float)).Store(numbers + i);
            Avx2.GatherVector256(tables.Numbers, place.GetUpper(), sizeof(float)).Store(numbers + i + Width / 2);
            doubts |= Vector512.ExtractMostSignificantBits(doubt) << i;
        }

        return doubts;
    }

    /// <summary>The levels that a table of cells gives; 0 where it leaves a doubt, whose lane is -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector512<int> Level(
        uint* cells, Vector512<uint> index, Vector512<uint> rest, out Vector512<int> doubt)
    {
        var cell = Vector512.Create(
            Avx2.GatherVector256(cells, index.GetLower().AsInt32(), sizeof(uint)),
            Avx2.GatherVector256(cells, index.GetUpper().AsInt32(), sizeof(uint))).AsInt32();
        var (next, threshold) = (Lower(rest.AsInt32()), Lower(cell));
        var start = cell >> 16;
        doubt = Vector512.Equals(next, threshold)
            | Vector512.Equals(start, Vector512.Create((int)GridNoise.Undecided));
        // A comparison that holds is -1 in its lane.
        return Vector512.AndNot(start - Vector512.GreaterThan(next, threshold), doubt);
    }

    private static Vector512<int> Lower(Vector512<int> word) => word & Vector512.Create(0xFFFF);
}
