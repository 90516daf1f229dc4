using FsCheck.Xunit;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Generator.Lanes;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Tests;

/// <summary>Every vector width that this processor has, against one lane after the other.</summary>
public sealed class LanesTests
{
    private static readonly GridNoise[] Tables =
    [
        GridNoise.Of(NoiseLaw.Gaussian(0.25), Grid.EightBit),
        // As wide as can be: some cells have several thresholds.
        GridNoise.Of(NoiseLaw.Gaussian(4), Grid.EightBit),
        // Numbers that no arithmetic of binary32 gives.
        GridNoise.Of(NoiseLaw.Laplace(0.1), new Grid(new Rational(1, 1000003), new Rational(1, 255), 0, 255)),
        GridNoise.Of(NoiseLaw.Laplace(0.5), Grid.EightBit),
        GridNoise.Of(NoiseLaw.GeneralizedGaussian(0.3, 8), Grid.EightBit),
        GridNoise.Of(NoiseLaw.Uniform(0.5), Grid.EightBit),
        // Less than a level wide: thresholds lie at 0 and 1 for most cells.
        GridNoise.Of(NoiseLaw.Gaussian(0.001), Grid.EightBit),
    ];

    [Property(MaxTest = 2000)]
    public void Sixteen_blocks_at_once_are_those_of_one_by_one_in_every_bit(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1) => HasEqualBlocks(new(c0, c1, c2, c3, k0, k1));

    [Fact]
    public void Counters_wrap_round_alike() => HasEqualBlocks(new(uint.MaxValue - 5, 1, 2, 3, 4, 5));

    [Property(MaxTest = 300)]
    public void Noisy_numbers_are_those_of_single_lanes_in_every_bit(ulong seed, uint draw, byte law, ushort dimension)
    {
        var noise = Tables[law % Tables.Length];
        var levels = Enumerable.Range(0, 1 + dimension % 3000).Select(i => (i * 7 + (int)(seed % 256)) % 256).ToArray();
        var input = new NoisyInput(noise, levels, SeedOf(seed));
        var expected = Copy<PortableLanes>(input, draw);

        if (Avx2Lanes.IsSupported)
            Assert.Equal(expected, Copy<Avx2Lanes>(input, draw));
        if (Avx512Lanes.IsSupported)
            Assert.Equal(expected, Copy<Avx512Lanes>(input, draw));
        var fastest = new float[input.Dimension];
        input.Write(draw, fastest);
        Assert.Equal(expected, Array.ConvertAll(fastest, BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void Reading_the_table_ahead_changes_no_draw()
    {
        var input = new NoisyInput(Tables[0], Enumerable.Repeat(100, 784).ToArray(), SeedOf(1));
        var before = Copy<PortableLanes>(input, 5);
        foreach (var draws in (int[])[1, 32, 4096, int.MaxValue])
            input.Prefetch(draws);

        Assert.Equal(before, Copy<PortableLanes>(input, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => input.Prefetch(0));
    }

    [Property(MaxTest = 100)]
    public void Numbers_are_those_of_the_levels_that_all_64_bits_give(ulong seed, uint draw, byte law)
    {
        var noise = Tables[law % Tables.Length];
        var input = new NoisyInput(noise, Enumerable.Repeat(100, 2000).ToArray(), SeedOf(seed));
        var sums = new int[input.Dimension];
        input.WriteLevels(draw, sums);

        Assert.Equal(
            sums.Select(sum => BitConverter.SingleToUInt32Bits(noise.Grid.NumberOf(sum))),
            Copy<PortableLanes>(input, draw));
    }

    [Fact]
    public void Words_beside_thresholds_and_powers_of_two_give_the_same_levels_and_doubts()
    {
        foreach (var noise in Tables)
        {
            uint[] edges =
            [
                .. noise.Thresholds.ToArray().Select(threshold => (uint)(threshold >> 32)),
                .. Enumerable.Range(0, 32).SelectMany(bit => (uint[])[1u << bit, ~(1u << bit)]),
            ];
            foreach (var group in edges.SelectMany(edge => (uint[])[edge - 1, edge, edge + 1]).Chunk(DrawBits.Group))
            {
                var expected = Numbers<PortableLanes>(noise, group);
                if (Avx2Lanes.IsSupported)
                    Assert.Equal(expected, Numbers<Avx2Lanes>(noise, group));
                if (Avx512Lanes.IsSupported)
                    Assert.Equal(expected, Numbers<Avx512Lanes>(noise, group));
            }
        }
    }

    [Fact]
    public void Every_number_of_coordinates_in_a_group_gives_the_same_bits()
    {
        for (var dimension = 1; dimension <= 2 * DrawBits.Group; dimension++)
        {
            foreach (var noise in Tables)
            {
                var input = new NoisyInput(noise, new int[dimension], SeedOf(7));
                var expected = Copy<PortableLanes>(input, 5);
                if (Avx2Lanes.IsSupported)
                    Assert.Equal(expected, Copy<Avx2Lanes>(input, 5));
                if (Avx512Lanes.IsSupported)
                    Assert.Equal(expected, Copy<Avx512Lanes>(input, 5));
            }
        }
    }

    [Fact]
    public void What_lies_behind_the_last_coordinate_is_left_alone()
    {
        var input = new NoisyInput(Tables[0], new int[70], default);
        var memory = Enumerable.Repeat(float.NaN, 200).ToArray();
        input.Write(3, memory.AsSpan(50, 70));

        Assert.All(memory[..50], number => Assert.True(float.IsNaN(number)));
        Assert.All(memory[50..120], number => Assert.False(float.IsNaN(number)));
        Assert.All(memory[120..], number => Assert.True(float.IsNaN(number)));
    }

    private static Seed SeedOf(ulong number) =>
        new([.. BitConverter.GetBytes(number), .. BitConverter.GetBytes(~number)]);

    private static uint[] Copy<TLanes>(NoisyInput input, uint draw)
        where TLanes : struct, ILanes
    {
        var numbers = new float[input.Dimension];
        input.Write<TLanes>(draw, numbers);
        return Array.ConvertAll(numbers, BitConverter.SingleToUInt32Bits);
    }

    /// <summary>The numbers of words, none where a word leaves a doubt.</summary>
    private static unsafe float?[] Numbers<TLanes>(GridNoise noise, uint[] group)
        where TLanes : struct, ILanes
    {
        var (words, places, numbers) = (new uint[DrawBits.Group], new int[DrawBits.Group], new float[DrawBits.Group]);
        group.CopyTo(words, 0);
        Array.Fill(places, noise.Grid.MinLevel - noise.FirstSum);
        fixed (uint* cells = noise.Cells, word = words)
        fixed (int* place = places)
        fixed (float* table = noise.Numbers, number = numbers)
        {
            var doubts = TLanes.Numbers(new(cells, table, noise.Line), word, place, number, group.Length);
            return [.. numbers.Take(group.Length).Select((one, i) => (doubts >> i & 1) == 0 ? one : (float?)null)];
        }
    }

    private static void HasEqualBlocks(PhiloxPoint at)
    {
        var expected = Blocks<PortableLanes>(at);
        if (Avx2Lanes.IsSupported)
            Assert.Equal(expected, Blocks<Avx2Lanes>(at));
        if (Avx512Lanes.IsSupported)
            Assert.Equal(expected, Blocks<Avx512Lanes>(at));
    }

    private static unsafe uint[] Blocks<TLanes>(PhiloxPoint at)
        where TLanes : struct, ILanes
    {
        var words = new uint[DrawBits.Group];
        fixed (uint* first = words)
            TLanes.Blocks(at, first);
        return words;
    }
}
