using System.Runtime.InteropServices;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Sampling.Models;
using TorchSharp;

namespace Smoothing.Sampling.Probing;

/// <summary>The inputs on which a model is tried: pure functions of its manifest, the same on every machine.</summary>
/// <remarks>Every number comes from Philox4x32-10 under one key.</remarks>
/// <param name="manifest">Shape, tile size and grid.</param>
/// <param name="reach">How far beyond the input range noise is taken to lead, in units of the input.</param>
internal sealed class TrialInputs(ModelManifest manifest, double reach)
{
    private const uint Key0 = 0x6d6f6465, Key1 = 0x6c636865;
    private const int WordsOfBlock = 4, SpreadNumbers = 257;

    private readonly float[] _inRange = Numbers(manifest.Grid, manifest.Grid.MinLevel, manifest.Grid.MaxLevel);
    private readonly float[] _beyond = Beyond(manifest.Grid, reach);

    /// <summary>What the words are for; each purpose has words of its own.</summary>
    private enum Purpose : uint
    {
        Inputs = 1,
        OtherInputs = 2,
        BeyondRange = 3,
        Ends = 4,
        Golden = 5,
        Slots = 6,
    }

    /// <summary>Smallest and largest number that is tried, in units of the input.</summary>
    public (float Low, float High) Limits => (_beyond[0], _beyond[^1]);

    /// <summary>A tile of different inputs, each number a random level of the input range.</summary>
    public torch.Tensor Tile() => Fill((row, slot) => Random(row, Purpose.Inputs, slot, _inRange));

    /// <summary>
    /// A tile of inputs beyond the range: in turns random, all lowest, all highest, and both ends mixed at random.
    /// </summary>
    public torch.Tensor TileBeyondRange() => Fill((row, slot) =>
    {
        if (slot % 4 == 0)
            Random(row, Purpose.BeyondRange, slot, _beyond);
        else if (slot % 4 == 3)
            Random(row, Purpose.Ends, slot, [_beyond[0], _beyond[^1]]);
        else
            row.Fill(slot % 4 == 1 ? _beyond[0] : _beyond[^1]);
    });

    /// <summary>Other inputs of the range: in turns random, the input of slot 0, all lowest, and all highest.</summary>
    public torch.Tensor OtherTile() => Fill((row, slot) =>
    {
        if (slot % 4 == 0)
            Random(row, Purpose.OtherInputs, slot, _inRange);
        else if (slot % 4 == 1)
            Random(row, Purpose.Inputs, 0, _inRange);
        else
            row.Fill(slot % 4 == 2 ? _inRange[0] : _inRange[^1]);
    });

    /// <summary>The tile whose first input is the fixed one: multiples of 2^-24 in [0, 1), whatever the grid.</summary>
    public torch.Tensor GoldenTile() => Fill((row, slot) =>
        Write(row, Purpose.Golden, slot, word => MathF.ScaleB(word >> 8, -24)));

    /// <summary>The slots in an order of their own.</summary>
    public int[] Shuffled()
    {
        int[] slots = [.. Enumerable.Range(0, manifest.TileSize)];
        return [.. slots.OrderBy(slot => Word(Purpose.Slots, slot)).ThenBy(slot => slot)];
    }

    private torch.Tensor Fill(RowWriter write)
    {
        var tile = torch.zeros(manifest.TileShape, torch.float32);
        var numbers = MemoryMarshal.Cast<byte, float>(tile.bytes);
        var dimension = manifest.Dimension;
        for (var slot = 0; slot < manifest.TileSize; slot++)
            write(numbers.Slice(slot * dimension, dimension), slot);
        return tile;
    }

    // The high half of the product of a word and the length is an index below the length.
    private static void Random(Span<float> row, Purpose purpose, int slot, float[] numbers) =>
        Write(row, purpose, slot, word => numbers[(int)((ulong)word * (ulong)numbers.Length >> 32)]);

    private static void Write(Span<float> row, Purpose purpose, int slot, Func<uint, float> number)
    {
        for (var start = 0; start < row.Length; start += WordsOfBlock)
        {
            var (w0, w1, w2, w3) = Block(purpose, (uint)slot, (uint)(start / WordsOfBlock));
            ReadOnlySpan<uint> words = [w0, w1, w2, w3];
            for (var i = 0; i < WordsOfBlock && start + i < row.Length; i++)
                row[start + i] = number(words[i]);
        }
    }

    private static uint Word(Purpose purpose, int slot) => Block(purpose, (uint)slot, 0).W0;

    private static (uint W0, uint W1, uint W2, uint W3) Block(Purpose purpose, uint slot, uint block) =>
        Philox4x32.Block(block, slot, (uint)purpose, 0, Key0, Key1);

    private static float[] Numbers(Grid grid, int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(grid.NumberOf)];

    /// <summary>Numbers of levels that are spread over the range and what lies beside it, both ends included.</summary>
    private static float[] Beyond(Grid grid, double reach)
    {
        var levels = (int)Math.Ceiling(reach * grid.Step.Denominator / grid.Step.Numerator);
        var (low, high) = (grid.MinLevel - levels, grid.MaxLevel + levels);
        return
        [
            .. Enumerable.Range(0, SpreadNumbers)
                .Select(i => grid.NumberOf((int)(low + ((long)high - low) * i / (SpreadNumbers - 1)))),
        ];
    }

    private delegate void RowWriter(Span<float> row, int slot);
}
