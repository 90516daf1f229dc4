using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Generator.Lanes;

/// <summary>Vectors of 256 bits.</summary>
internal readonly struct Avx2Lanes : ILanes
{
    private const int Width = 8;
    private const int WideShift = 32 - GridNoise.WideCellBits, CellShift = 32 - GridNoise.CellBits;

    public static bool IsSupported => Avx2.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Blocks(PhiloxPoint at, uint* words)
    {
        HalfOfBlocks(at, words);
        HalfOfBlocks(at with { C0 = at.C0 + Width }, words + Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe ulong Numbers(NoiseTables tables, uint* words, int* places, float* numbers)
    {
        var doubts = 0UL;
        for (var i = 0; i < DrawBits.Group; i += Width)
        {
            var word = Vector256.Load(words + i);
            var level = Level(tables.WideCells, word >>> WideShift, word >>> (WideShift - 16), out var doubt);
            if (doubt != Vector256<int>.Zero)
                level = Level(tables.Cells, word >>> CellShift, word, out doubt);
            Avx2.GatherVector256(tables.Numbers, Vector256.Load(places + i) + level, sizeof(float)).Store(numbers + i);
            doubts |= (ulong)Vector256.ExtractMostSignificantBits(doubt) << i;
        }

        return doubts;
    }

    /// <summary>The levels that a table of cells gives; 0 where it leaves a doubt, whose lane is -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<int> Level(
        uint* cells, Vector256<uint> index, Vector256<uint> rest, out Vector256<int> doubt)
    {
        var cell = Avx2.GatherVector256(cells, index.AsInt32(), sizeof(uint)).AsInt32();
        var (next, threshold) = (Lower(rest.AsInt32()), Lower(cell));
        var start = cell >> 16;
        doubt = Vector256.Equals(next, threshold)
            | Vector256.Equals(start, Vector256.Create((int)GridNoise.Undecided));
        // A comparison that holds is -1 in its lane.
        return Vector256.AndNot(start - Vector256.GreaterThan(next, threshold), doubt);
    }

    private static Vector256<int> Lower(Vector256<int> word) => word & Vector256.Create(0xFFFF);

    /// <summary>Eight counters, in two vectors whose 64-bit lanes hold a word each in their lower half.</summary>
    /// <remarks>The multiplication looks at lower halves alone: what is left in the upper ones does no harm.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void HalfOfBlocks(PhiloxPoint at, uint* words)
    {
        var (a0, b0) = (Vector256.Create(0UL, 1, 2, 3) + Vector256.Create((ulong)at.C0),
            Vector256.Create(4UL, 5, 6, 7) + Vector256.Create((ulong)at.C0));
        var (a1, a2, a3) = (
            Vector256.Create((ulong)at.C1), Vector256.Create((ulong)at.C2), Vector256.Create((ulong)at.C3));
        var (b1, b2, b3) = (a1, a2, a3);
        var (m0, m1) = (Vector256.Create((ulong)Philox4x32.Multiplier0).AsUInt32(),
            Vector256.Create((ulong)Philox4x32.Multiplier1).AsUInt32());
        var (k0, k1) = (at.K0, at.K1);
        for (var round = 0; round < Philox4x32.Rounds; round++)
        {
            var (key0, key1) = (Vector256.Create((ulong)k0), Vector256.Create((ulong)k1));
            var (p0, q0) = (Avx2.Multiply(a0.AsUInt32(), m0), Avx2.Multiply(b0.AsUInt32(), m0));
            var (p1, q1) = (Avx2.Multiply(a2.AsUInt32(), m1), Avx2.Multiply(b2.AsUInt32(), m1));
            (a0, b0) = ((p1 >> 32) ^ a1 ^ key0, (q1 >> 32) ^ b1 ^ key0);
            (a1, b1) = (p1, q1);
            (a2, b2) = ((p0 >> 32) ^ a3 ^ key1, (q0 >> 32) ^ b3 ^ key1);
            (a3, b3) = (p0, q0);
            k0 += Philox4x32.Weyl0;
            k1 += Philox4x32.Weyl1;
        }

        Vector256.Narrow(a0, b0).Store(words);
        Vector256.Narrow(a1, b1).Store(words + DrawBits.Lanes);
        Vector256.Narrow(a2, b2).Store(words + 2 * DrawBits.Lanes);
        Vector256.Narrow(a3, b3).Store(words + 3 * DrawBits.Lanes);
    }
}
