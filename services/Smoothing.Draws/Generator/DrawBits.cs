using System.Buffers.Binary;
using Smoothing.Draws.Generator.Lanes;
using Smoothing.Draws.Identity;

namespace Smoothing.Draws.Generator;

/// <summary>The random words of the draws of one seed: a pure function of (seed, draw, coordinate).</summary>
/// <remarks>
/// The map to Philox is injective, so no two words of any two seeds come from the same counter and key:
/// key = first half of the seed; counter = (stage · 2^28 + block, draw, second half of the seed).
/// Coordinates are laid out for vectors of 16 lanes: coordinate i is lane i mod 16 of word (i / 16) mod 4 of the
/// group i / 64, whose 16 blocks are numbered 16 (i / 64) + lane. The layout is final; see protos/README.md.
/// </remarks>
internal readonly struct DrawBits(Seed seed)
{
    /// <summary>Blocks of a group, which are the lanes of its words.</summary>
    public const int Lanes = 16;

    /// <summary>Coordinates of a group.</summary>
    public const int Group = 4 * Lanes;

    /// <summary>Largest number of coordinates: blocks have 28 bits, four coordinates each.</summary>
    public const long CoordinateLimit = 1L << 28;

    private const int StageShift = 28;

    private readonly uint _k0 = Word(seed, 0), _k1 = Word(seed, 1), _c2 = Word(seed, 2), _c3 = Word(seed, 3);

    /// <summary>The words of the coordinates of a group at the first stage, in their order.</summary>
    /// <param name="draw">The draw.</param>
    /// <param name="firstBlock">16 times the group.</param>
    /// <param name="words">Receives the words, <see cref="Group"/> of them.</param>
    /// <typeparam name="TLanes">A vector width that this processor has.</typeparam>
    public unsafe void Words<TLanes>(uint draw, uint firstBlock, uint* words)
        where TLanes : struct, ILanes => TLanes.Blocks(new(firstBlock, draw, _c2, _c3, _k0, _k1), words);

    /// <summary>The second 32 bits of a coordinate, which few coordinates need.</summary>
    public uint Refinement(uint draw, int coordinate)
    {
        var block = (uint)(coordinate / Group * Lanes + coordinate % Lanes) | 1u << StageShift;
        var (w0, w1, w2, w3) = Philox4x32.Block(block, draw, _c2, _c3, _k0, _k1);
        return (coordinate / Lanes % 4) switch { 0 => w0, 1 => w1, 2 => w2, _ => w3 };
    }

    private static uint Word(Seed seed, int index)
    {
        Span<byte> bytes = stackalloc byte[Seed.Length];
        seed.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * index)..]);
    }
}
