using Smoothing.Draws.Counting;
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

    private readonly GridNoise _noise;
    private readonly DrawBits _bits;
    private readonly int[] _offsets;

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
        (_noise, _bits, _offsets) = (noise, new DrawBits(seed), levels.ToArray());
        for (var i = 0; i < _offsets.Length; i++)
        {
            if (levels[i] < noise.Grid.MinLevel || levels[i] > noise.Grid.MaxLevel)
                throw new ArgumentException($"level {levels[i]} of coordinate {i} is outside the grid", nameof(levels));
            _offsets[i] -= noise.FirstSum;
        }
    }

    /// <summary>Number of coordinates.</summary>
    public int Dimension => _offsets.Length;

    /// <summary>Writes one noisy copy as binary32 numbers.</summary>
    /// <param name="draw">In [0, 2^32).</param>
    /// <param name="numbers">Receives the numbers [coordinate]. Its length is <see cref="Dimension"/>.</param>
    public void Write(long draw, Span<float> numbers)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(numbers.Length, Dimension);
        var table = _noise.Numbers;
        // Levels of a group are drawn first, then added.
        Span<int> levels = stackalloc int[DrawBits.Group];
        for (var start = 0; start < numbers.Length; start += DrawBits.Group)
        {
            var count = Math.Min(DrawBits.Group, numbers.Length - start);
            DrawGroup(Checked(draw), start, levels);
            for (var i = 0; i < count; i++)
                numbers[start + i] = table[_offsets[start + i] + levels[i]];
        }
    }

    /// <summary>Writes the levels of one noisy copy.</summary>
    /// <param name="draw">In [0, 2^32).</param>
    /// <param name="sums">Receives input level plus noise [coordinate]. Its length is <see cref="Dimension"/>.</param>
    public void WriteLevels(long draw, Span<int> sums)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sums.Length, Dimension);
        Span<int> levels = stackalloc int[DrawBits.Group];
        for (var start = 0; start < sums.Length; start += DrawBits.Group)
        {
            var count = Math.Min(DrawBits.Group, sums.Length - start);
            DrawGroup(Checked(draw), start, levels);
            for (var i = 0; i < count; i++)
                sums[start + i] = _offsets[start + i] + _noise.FirstSum + levels[i];
        }
    }

    private void DrawGroup(uint draw, int start, Span<int> levels)
    {
        Span<uint> words = stackalloc uint[DrawBits.Group];
        _bits.Words(draw, (uint)(start / DrawBits.Group * DrawBits.Lanes), words);
        for (var i = 0; i < words.Length; i++)
            levels[i] = Level(words[i], draw, start + i);
    }

    private int Level(uint word, uint draw, int coordinate) => _noise.TryLevel(word, out var level)
        ? level
        : _noise.Level((ulong)word << 32 | _bits.Refinement(draw, coordinate));

    private static uint Checked(long draw) => draw is >= 0 and < DrawRange.Limit
        ? (uint)draw
        : throw new ArgumentOutOfRangeException(nameof(draw), draw, "in [0, 2^32)");
}
