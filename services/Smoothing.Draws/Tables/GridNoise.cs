using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;

namespace Smoothing.Draws.Tables;

/// <summary>A noise law on a grid: how 64 uniform bits become a whole number of levels.</summary>
/// <remarks>
/// The exact law gives level j the probability F((j + ½) step) - F((j - ½) step). The table holds the thresholds
/// t_j = F((j + ½) step) as the nearest multiples of 2^-64, and a coordinate's level is the smallest j with U &lt; t_j,
/// where U is uniform on the multiples of 2^-64 in [0, 1). It ends where a threshold rounds to 0 or 1.
/// </remarks>
public sealed class GridNoise
{
    /// <summary>Smallest standard deviation, in steps of the grid.</summary>
    public const double MinSteps = 1.0 / 1024;

    /// <summary>Largest standard deviation, in steps of the grid.</summary>
    public const double MaxSteps = 1024;

    /// <summary>Leading bits that choose an entry of <see cref="CellTable"/>.</summary>
    internal const int CellBits = 16;

    /// <summary>
    /// Leading bits that choose an entry of <see cref="WideCellTable"/>: 32 KiB, which the nearest cache holds.
    /// </summary>
    internal const int WideCellBits = 13;

    // Outside the levels of any table: at most 31.9 standard deviations of MaxSteps, fewer than 2^15.
    internal const short Undecided = short.MinValue;

    private readonly ulong[] _thresholds;
    private readonly uint[] _cells;
    private readonly uint[] _wideCells;
    private readonly float[] _numbers;
    private readonly int _firstSum;

    private GridNoise(NoiseLaw law, Grid grid, ulong[] upper)
    {
        (Law, Grid) = (law, grid);
        Reach = upper.Length;
        // Laws are symmetric and no threshold is a tie, so the lower half is the mirror image of the upper one.
        _thresholds = [.. upper.Reverse().Select(t => unchecked(0UL - t)), .. upper];
        _cells = Cells(CellBits);
        _wideCells = Cells(WideCellBits);
        _firstSum = grid.MinLevel - Reach;
        _numbers = new float[grid.Levels + 2 * Reach];
        for (var i = 0; i < _numbers.Length; i++)
            _numbers[i] = grid.NumberOf(_firstSum + i);
    }

    /// <summary>The law.</summary>
    public NoiseLaw Law { get; }

    /// <summary>The grid.</summary>
    public Grid Grid { get; }

    /// <summary>Largest number of levels that a draw can add or take off.</summary>
    public int Reach { get; }

    /// <summary>The thresholds above 0 and below 1, as multiples of 2^-64, for levels -Reach to Reach - 1.</summary>
    public ReadOnlySpan<ulong> Thresholds => _thresholds;

    /// <summary>Binary32 numbers of all sums that can occur, from level MinLevel - Reach on.</summary>
    internal ReadOnlySpan<float> Numbers => _numbers;

    /// <summary>The level of the first of <see cref="Numbers"/>.</summary>
    internal int FirstSum => _firstSum;

    /// <summary>One entry for each value of the 16 leading bits; see <see cref="TryLevel"/>.</summary>
    internal ReadOnlySpan<uint> CellTable => _cells;

    /// <summary>The same for the 13 leading bits: it decides fewer draws, and is looked at first by vectors.</summary>
    internal ReadOnlySpan<uint> WideCellTable => _wideCells;

    /// <summary>Makes the table of a law on a grid.</summary>
    /// <param name="law">Standard deviation in [<see cref="MinSteps"/>, <see cref="MaxSteps"/>] steps.</param>
    /// <param name="grid">The grid.</param>
    /// <exception cref="ArgumentOutOfRangeException">The noise is too small or too large for the grid.</exception>
    public static GridNoise Of(NoiseLaw law, Grid grid)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(grid);
        if (!Covers(law, grid))
            throw new ArgumentOutOfRangeException(nameof(law), law, "standard deviation in [1/1024, 1024] grid steps");
        return new GridNoise(law, grid, UpperThresholds.Of(law, grid.Step));
    }

    /// <summary>Whether a table can be made.</summary>
    /// <returns>True when the standard deviation is between 1/1024 and 1024 grid steps.</returns>
    public static bool Covers(NoiseLaw law, Grid grid)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(grid);
        return Steps(law, grid) is >= MinSteps and <= MaxSteps;
    }

    /// <summary>
    /// An upper bound of the total-variation distance, over all coordinates, between the exact law on the grid and the
    /// law of the table. It needs no table.
    /// </summary>
    /// <param name="law">A law that <see cref="Covers"/> the grid.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <returns>dimension · (M + 2) · 2^-65, where M is at least the number m of thresholds. Below 1.</returns>
    /// <remarks>
    /// Let e_j be the error of the table's distribution function at threshold j. For one coordinate the distance is
    /// ½ Σ |e_j - e_(j-1)|. Inside the table |e_j| ≤ 2^-65, which gives m + 1 differences of at most 2^-64; beyond
    /// either end e is monotone and at most 2^-65. Together (m + 2) 2^-65. Coordinates are independent, so their
    /// distances add up. That holds for any law. A threshold of the table is nearer to 0 than the law's tail end (10
    /// standard deviations, 32 for shapes below 2, 2 for uniform noise), beyond which all round to 0 or 1; so
    /// M = 2 (⌈tail end · standard deviation / step⌉ + 1), where the 1 is more than the rounding of the quotient.
    /// </remarks>
    public static double Slack(NoiseLaw law, Grid grid, long dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, Generator.DrawBits.CoordinateLimit);
        if (!Covers(law, grid))
            throw new ArgumentOutOfRangeException(nameof(law), law, "standard deviation in [1/1024, 1024] grid steps");
        var most = 2 * ((long)Math.Ceiling(law.TailEnd * Steps(law, grid)) + 1);
        // The product is below 2^53, so that it and its scaling are exact.
        return Math.ScaleB((double)(dimension * (most + 2)), -65);
    }

    /// <summary>The level that 64 bits stand for.</summary>
    /// <param name="bits">U as a multiple of 2^-64.</param>
    public int Level(ulong bits)
    {
        // The number of thresholds at most U; in the far tail neighbouring thresholds may be equal.
        var (low, high) = (0, _thresholds.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _thresholds[middle] <= bits ? (middle + 1, high) : (low, middle);
        }

        return low - Reach;
    }

    /// <summary>The level that the 32 leading bits stand for, where they decide it.</summary>
    /// <param name="cell">The entry of <see cref="CellTable"/> for the 16 leading bits.</param>
    /// <param name="word">The leading bits of U.</param>
    /// <param name="level">The level, when the answer is true.</param>
    internal static bool TryLevel(uint cell, uint word, out int level)
    {
        var (start, threshold, next) = ((short)(cell >> 16), cell & 0xFFFF, word & 0xFFFF);
        level = start + (next > threshold ? 1 : 0);
        return next != threshold && start != Undecided;
    }

    private static double Steps(NoiseLaw law, Grid grid) =>
        law.StandardDeviation * grid.Step.Denominator / grid.Step.Numerator;

    /// <summary>
    /// For each value of the leading bits of U: the level at the start of the cell in the upper half, and in the
    /// lower half the next 16 bits of the one threshold inside it. A cell without a threshold has 0xFFFF there, which
    /// costs a needless look at the full table once in 65,536; a cell with several is undecided.
    /// </summary>
    private uint[] Cells(int bits)
    {
        var (cells, rest) = (new uint[1 << bits], 64 - bits);
        var below = 0;
        for (var c = 0; c < cells.Length; c++)
        {
            while (below < _thresholds.Length && _thresholds[below] <= (ulong)c << rest)
                below++;
            var inside = below;
            while (inside < _thresholds.Length && _thresholds[inside] >> rest == (ulong)c)
                inside++;
            var start = inside - below > 1 ? Undecided : (short)(below - Reach);
            var next = inside == below ? 0xFFFF : (uint)(_thresholds[below] >> (rest - 16)) & 0xFFFF;
            cells[c] = (uint)(ushort)start << 16 | next;
            below = inside;
        }

        return cells;
    }
}
