using System.Numerics;
using System.Runtime.CompilerServices;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator.Lanes;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Generator;

/// <summary>The noisy copies of one input: draw i is a pure function of the seed and i.</summary>
public sealed class NoisyInput
{
    /// <summary>Name of the draw function that this type implements; it is specified in protos/README.md.</summary>
    public const string GeneratorName = "philox4x32-10/1";

    /// <summary>Largest number of coordinates of an input, 2^28.</summary>
    public const long DimensionLimit = DrawBits.CoordinateLimit;

    private const int EntriesOfCacheLine = 64 / sizeof(uint);

    private readonly GridNoise _noise;
    private readonly DrawBits _bits;

    // Where the coordinates without noise stand in the table of numbers; whole groups, so that vectors may read on.
    private readonly int[] _places;

    /// <summary>Copies of an input.</summary>
    /// <param name="noise">The law on the grid.</param>
    /// <param name="levels">Levels of the input [coordinate], within the grid's range.</param>
    /// <param name="seed">Seed of this input's draws.</param>
    /// <exception cref="ArgumentException">No coordinates, too many, or a level outside the grid's range.</exception>
    public NoisyInput(GridNoise noise, ReadOnlySpan<int> levels, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(noise);
        if (levels.Length is < 1 || levels.Length > DrawBits.CoordinateLimit)
            throw new ArgumentException($"{levels.Length} coordinates are not in [1, 2^28]", nameof(levels));
        (_noise, _bits, Dimension) = (noise, new DrawBits(seed), levels.Length);
        _places = new int[(levels.Length + DrawBits.Group - 1) / DrawBits.Group * DrawBits.Group];
        Array.Fill(_places, noise.Grid.MinLevel - noise.FirstSum);
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] < noise.Grid.MinLevel || levels[i] > noise.Grid.MaxLevel)
                throw new ArgumentException($"level {levels[i]} of coordinate {i} is outside the grid", nameof(levels));
            _places[i] = levels[i] - noise.FirstSum;
        }
    }

    /// <summary>Number of coordinates.</summary>
    public int Dimension { get; }

    /// <summary>Reads the table that copies are drawn from, which a model may have driven out of the caches.</summary>
    /// <param name="draws">How many copies come next. At least 1.</param>
    /// <remarks>
    /// In its order memory is read several times as fast as at the places that draws need one after the other. It is
    /// read because instructions to prefetch are hints that processors may ignore.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">No copy comes next.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Prefetch(int draws)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var entries = NoiseCells.Frequent(_noise.Cells, (long)draws * Dimension);
        for (var i = 0; i < entries.Length; i += EntriesOfCacheLine)
            Volatile.Read(in entries[i]);
    }

    /// <summary>Writes one noisy copy as binary32 numbers.</summary>
    /// <param name="draw">In [0, 2^32).</param>
    /// <param name="numbers">Receives the numbers [coordinate]. Its length is <see cref="Dimension"/>.</param>
    public void Write(long draw, Span<float> numbers)
    {
        if (Avx512Lanes.IsSupported)
            Write<Avx512Lanes>(draw, numbers);
        else if (Avx2Lanes.IsSupported)
            Write<Avx2Lanes>(draw, numbers);
        else
            Write<PortableLanes>(draw, numbers);
    }

    /// <summary>Writes the levels of one noisy copy.</summary>
    /// <param name="draw">In [0, 2^32).</param>
    /// <param name="sums">Receives input level plus noise [coordinate]. Its length is <see cref="Dimension"/>.</param>
    /// <remarks>It looks at all 64 bits of every coordinate, which <see cref="Write"/> seldom needs.</remarks>
    public unsafe void WriteLevels(long draw, Span<int> sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sums.Length, Dimension);
        var checkedDraw = Checked(draw);
        var words = stackalloc uint[DrawBits.Group];
        for (var i = 0; i < sums.Length; i++)
        {
            if (i % DrawBits.Group == 0)
                _bits.Words<PortableLanes>(checkedDraw, FirstBlock(i), words);
            sums[i] = _noise.FirstSum + _places[i] + Level(words[i % DrawBits.Group], checkedDraw, i);
        }
    }

    /// <summary>The same as the other, with a vector width of one's choice.</summary>
    /// <typeparam name="TLanes">A width that this processor has.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe void Write<TLanes>(long draw, Span<float> numbers)
        where TLanes : struct, ILanes
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(numbers.Length, Dimension);
        var checkedDraw = Checked(draw);
        var words = stackalloc uint[DrawBits.Group];
        var rest = stackalloc float[DrawBits.Group];
        fixed (uint* cells = _noise.Cells)
        fixed (float* table = _noise.Numbers, first = numbers)
        fixed (int* places = _places)
        {
            var tables = new NoiseTables(cells, table, _noise.Line);
            for (var start = 0; start < numbers.Length; start += DrawBits.Group)
            {
                var count = Math.Min(numbers.Length - start, DrawBits.Group);
                var target = count == DrawBits.Group ? first + start : rest;
                _bits.Words<TLanes>(checkedDraw, FirstBlock(start), words);
                var doubts = TLanes.Numbers(tables, words, places + start, target, count);
                for (; doubts != 0; doubts &= doubts - 1)
                {
                    var lane = BitOperations.TrailingZeroCount(doubts);
                    target[lane] = table[places[start + lane] + Level(words[lane], checkedDraw, start + lane)];
                }

                if (count < DrawBits.Group)
                    new ReadOnlySpan<float>(rest, count).CopyTo(numbers[start..]);
            }
        }
    }

    private int Level(uint word, uint draw, int coordinate) =>
        _noise.Level((ulong)word << 32 | _bits.Refinement(draw, coordinate));

    private static uint FirstBlock(int coordinate) => (uint)(coordinate / DrawBits.Group * DrawBits.Lanes);

    private static uint Checked(long draw) => draw is >= 0 and < DrawRange.Limit
        ? (uint)draw
        : throw new ArgumentOutOfRangeException(nameof(draw), draw, "in [0, 2^32)");
}
