using System.Buffers.Binary;
using System.Text;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Identity;

namespace Smoothing.Sampling.Training.Noise;

/// <summary>The random choices of a run: pure functions of its seed, the epoch and the example.</summary>
/// <remarks>
/// <para>Each purpose has a seed of its own: the first half of SHA-256(run seed ‖ SHA-256(name of the purpose)), as
/// inputs have theirs (<see cref="Seed.ForInput"/>). No input has the digest of a name: levels are 32-bit numbers below
/// 2^15, which texts are not. So the noise of training never comes again in certification, even under one seed.</para>
/// <para>Noise: the copy of example i in epoch e is draw e · count + i of the seed "noise", the copy of validation
/// example i is draw i of the seed "validation", the same after every epoch.</para>
/// <para>Order and augmentation: Philox4x32-10 with the first half of the seed as key, at the counter (i, e, second
/// half). Torch's generators decide nothing but what a skeleton asks them for, such as dropout; they are seeded
/// anew before each batch from the block (batch, e) of the seed "engine".</para>
/// </remarks>
internal sealed class TrainingChoices(Seed run)
{
    private readonly Seed _order = For(run, "order"), _augmentation = For(run, "augmentation"),
        _engine = For(run, "engine");

    /// <summary>Seed of the noise of the examples.</summary>
    public Seed Noise { get; } = For(run, "noise");

    /// <summary>Seed of the noise of the validation examples.</summary>
    public Seed ValidationNoise { get; } = For(run, "validation");

    /// <summary>The order of the examples in an epoch (Fisher and Yates, 1938).</summary>
    /// <remarks>Each swap takes 64 bits, so the probability of a place errs by less than 2^-64.</remarks>
    public int[] Order(int epoch, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (var i = count - 1; i > 0; i--)
        {
            var (w0, w1, _, _) = Block(_order, i, epoch);
            var j = (int)Math.BigMul((ulong)w1 << 32 | w0, (ulong)i + 1, out _);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>Four random words for the augmentation of an example.</summary>
    public (uint W0, uint W1, uint W2, uint W3) Augmentation(int epoch, int example) =>
        Block(_augmentation, example, epoch);

    /// <summary>A number to seed torch's generators with before a batch.</summary>
    public long Engine(int epoch, int batch)
    {
        var (w0, w1, _, _) = Block(_engine, batch, epoch);
        return (long)((ulong)w1 << 32 | w0) & long.MaxValue;
    }

    private static Seed For(Seed run, string purpose) =>
        Seed.ForInput(run, Digest.Of(Encoding.ASCII.GetBytes($"smoothing train: {purpose}")));

    private static (uint W0, uint W1, uint W2, uint W3) Block(Seed seed, int index, int epoch)
    {
        Span<byte> bytes = stackalloc byte[Seed.Length];
        seed.CopyTo(bytes);
        return Philox4x32.Block(
            (uint)index, (uint)epoch, Word(bytes, 2), Word(bytes, 3), Word(bytes, 0), Word(bytes, 1));
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int index) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[(sizeof(uint) * index)..]);
}
