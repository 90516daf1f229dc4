using System.Runtime.CompilerServices;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Generator.Lanes;

/// <summary>One lane after the other: what the others must equal, and what runs where there are no vectors.</summary>
internal readonly struct PortableLanes : ILanes
{
    public static bool IsSupported => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Blocks(PhiloxPoint at, uint* words)
    {
        for (var i = 0; i < DrawBits.Lanes; i++)
        {
            (words[i], words[DrawBits.Lanes + i], words[2 * DrawBits.Lanes + i], words[3 * DrawBits.Lanes + i]) =
                Philox4x32.Block(at.C0 + (uint)i, at.C1, at.C2, at.C3, at.K0, at.K1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe ulong Numbers(in NoiseTables tables, uint* words, int* places, float* numbers, int count)
    {
        var doubts = 0UL;
        for (var i = 0; i < count; i++)
        {
            if (!NoiseCells.TryLevel(tables.Cells, words[i], out var level))
                doubts |= 1UL << i;
            numbers[i] = tables.Numbers[places[i] + level];
        }

        return doubts;
    }
}
