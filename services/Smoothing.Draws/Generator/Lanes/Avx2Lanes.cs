using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Generator.Lanes;

/// <summary>Vectors of 256 bits.</summary>
internal readonly struct Avx2Lanes : ILanes
{
    private const int Width = 8;

    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Blocks(PhiloxPoint at, uint* words)
    {
        HalfOfBlocks(at, words);
        HalfOfBlocks(at with { C0 = at.C0 + Width }, words + Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe ulong Numbers(in NoiseTables tables, uint* words, int* places, float* numbers, int count)
    {
        var cells = tables.Cells - NoiseCells.First;
        var table = tables.Numbers;
        var hasLine = tables.HasLine;
        var doubts = 0UL;
        for (var i = 0; i < count; i += Width)
        {
            var word = Vector256.Load(words + i);
            var place = Vector256.Load(places + i) + Levels(cells, word, out var doubt);
            (hasLine ? OnLine(tables.Line, place) : Avx2.GatherVector256(table, place, sizeof(float))).Store(numbers + i);
            doubts |= (ulong)doubt << i;
        }

        return doubts;
    }

    /// <summary>The levels of 8 words; a bit of the doubts is set where a word leaves one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<int> Levels(uint* cells, Vector256<uint> word, out uint doubts)
    {
        var upper = word.AsInt32() >> 31;
        var lower = (word.AsInt32() ^ upper) | Vector256<int>.One;
        // Conversion rounds to nearest: without the bit below the last that is kept, it rounds down.
        var key = Vector256.ConvertToSingle(Vector256.AndNot(lower, lower >>> 24)).AsInt32();
        var rest = Avx2.GatherVector256(cells, key >>> NoiseCells.RestBits, sizeof(uint)).AsInt32()
            - (key & Vector256.Create(NoiseCells.RestMask));
        var equal = Vector256.Equals(rest & Vector256.Create(NoiseCells.EqualMask), Vector256<int>.Zero);
        doubts = (equal | rest).ExtractMostSignificantBits();
        var size = (rest >>> NoiseCells.LevelShift) & Vector256.Create(NoiseCells.LevelMask);
        // Sizes are those of the lower half, where levels are below 0.
        return (size ^ ~upper) - ~upper;
    }

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> OnLine(in NumberLine line, Vector256<int> place)
    {
        var numerator = Fma.MultiplyAdd(
            Vector256.ConvertToSingle(place), Vector256.Create(line.Factor), Vector256.Create(line.Offset));
        return Fma.MultiplyAdd(
            numerator, Vector256.Create(line.Scale), numerator * Vector256.Create(line.Correction));
    }
}
