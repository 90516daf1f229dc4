using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Smoothing.Draws.Generator;

/// <summary>Philox4x32-10, a counter-based generator: 128 bits as a function of a counter and a key.</summary>
/// <remarks>
/// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
/// That its words are independent and uniform is an assumption of every certificate.
/// </remarks>
public static class Philox4x32
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;
    private const int Counters = 16;

    /// <summary>The block of four words at a counter.</summary>
    public static (uint W0, uint W1, uint W2, uint W3) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c3 = (uint)product0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>The blocks at 16 counters whose first words follow each other.</summary>
    /// <param name="c0">First word of the first counter; those of the others wrap round.</param>
    /// <param name="c1">Second word of all counters.</param>
    /// <param name="c2">Third word.</param>
    /// <param name="c3">Fourth word.</param>
    /// <param name="k0">First word of the key.</param>
    /// <param name="k1">Second word of the key.</param>
    /// <param name="words">Receives the words [word · 16 + counter]. Its length is 64.</param>
    public static void Blocks(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, Span<uint> words)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(words.Length, 4 * Counters);
        if (!Avx2.IsSupported)
        {
            BlocksOneByOne(c0, c1, c2, c3, k0, k1, words);
            return;
        }

        HalfOfBlocks(c0, c1, c2, c3, k0, k1, words);
        HalfOfBlocks(c0 + Counters / 2, c1, c2, c3, k0, k1, words[(Counters / 2)..]);
    }

    /// <summary>The same as <see cref="Blocks"/>, for processors without vectors.</summary>
    internal static void BlocksOneByOne(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, Span<uint> words)
    {
        for (var i = 0; i < Counters; i++)
        {
            (words[i], words[Counters + i], words[2 * Counters + i], words[3 * Counters + i]) =
                Block(c0 + (uint)i, c1, c2, c3, k0, k1);
        }
    }

    /// <summary>Eight counters, in two vectors whose 64-bit lanes hold a word each in their lower half.</summary>
    /// <remarks>The multiplication looks at lower halves alone: what is left in the upper ones does no harm.</remarks>
    private static void HalfOfBlocks(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, Span<uint> words)
    {
        var (a0, b0) = (Vector256.Create(0UL, 1, 2, 3) + Vector256.Create((ulong)c0),
            Vector256.Create(4UL, 5, 6, 7) + Vector256.Create((ulong)c0));
        var (a1, a2, a3) = (
            Vector256.Create((ulong)c1), Vector256.Create((ulong)c2), Vector256.Create((ulong)c3));
        var (b1, b2, b3) = (a1, a2, a3);
        var m0 = Vector256.Create((ulong)Multiplier0).AsUInt32();
        var m1 = Vector256.Create((ulong)Multiplier1).AsUInt32();
        for (var round = 0; round < Rounds; round++)
        {
            var (key0, key1) = (Vector256.Create((ulong)k0), Vector256.Create((ulong)k1));
            var (p0, q0) = (Avx2.Multiply(a0.AsUInt32(), m0), Avx2.Multiply(b0.AsUInt32(), m0));
            var (p1, q1) = (Avx2.Multiply(a2.AsUInt32(), m1), Avx2.Multiply(b2.AsUInt32(), m1));
            (a0, b0) = ((p1 >> 32) ^ a1 ^ key0, (q1 >> 32) ^ b1 ^ key0);
            (a1, b1) = (p1, q1);
            (a2, b2) = ((p0 >> 32) ^ a3 ^ key1, (q0 >> 32) ^ b3 ^ key1);
            (a3, b3) = (p0, q0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        Vector256.Narrow(a0, b0).CopyTo(words);
        Vector256.Narrow(a1, b1).CopyTo(words[Counters..]);
        Vector256.Narrow(a2, b2).CopyTo(words[(2 * Counters)..]);
        Vector256.Narrow(a3, b3).CopyTo(words[(3 * Counters)..]);
    }
}
