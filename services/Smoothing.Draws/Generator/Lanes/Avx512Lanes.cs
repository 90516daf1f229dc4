using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Generator.Lanes;

/// <summary>Vectors of 512 bits.</summary>
internal readonly struct Avx512Lanes : ILanes
{
    private const int Width = 16;

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
    public static unsafe ulong Numbers(in NoiseTables tables, uint* words, int* places, float* numbers, int count)
    {
        var cells = tables.Cells - NoiseCells.First;
        var table = tables.Numbers;
        var hasLine = tables.HasLine;
        var doubts = 0UL;
        for (var i = 0; i < count; i += Width)
        {
            var word = Vector512.Load(words + i);
            var place = Vector512.Load(places + i) + Levels(cells, word, out var doubt);
            (hasLine ? OnLine(tables.Line, place) : Gather(table, place)).Store(numbers + i);
            doubts |= doubt << i;
        }

        return doubts;
    }

    /// <summary>The levels of 16 words; a bit of the doubts is set where a word leaves one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector512<int> Levels(uint* cells, Vector512<uint> word, out ulong doubts)
    {
        var upper = word.AsInt32() >> 31;
        var key = Avx512F.ConvertToVector512Single(
            (word.AsInt32() ^ upper) | Vector512<int>.One, FloatRoundingMode.ToZero).AsInt32();
        var rest = Gather((float*)cells, key >>> NoiseCells.RestBits).AsInt32()
            - (key & Vector512.Create(NoiseCells.RestMask));
        doubts = Vector512.Equals(rest & Vector512.Create(NoiseCells.EqualMask), Vector512<int>.Zero)
            .ExtractMostSignificantBits() | rest.ExtractMostSignificantBits();
        var size = (rest >>> NoiseCells.LevelShift) & Vector512.Create(NoiseCells.LevelMask);
        // Sizes are those of the lower half, where levels are below 0.
        return (size ^ ~upper) - ~upper;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector512<float> Gather(float* table, Vector512<int> index) => Vector512.Create(
        Avx2.GatherVector256(table, index.GetLower(), sizeof(float)),
        Avx2.GatherVector256(table, index.GetUpper(), sizeof(float)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> OnLine(in NumberLine line, Vector512<int> place)
    {
        var numerator = Vector512.FusedMultiplyAdd(
            Vector512.ConvertToSingle(place), Vector512.Create(line.Factor), Vector512.Create(line.Offset));
        return Vector512.FusedMultiplyAdd(
            numerator, Vector512.Create(line.Scale), numerator * Vector512.Create(line.Correction));
    }
}
