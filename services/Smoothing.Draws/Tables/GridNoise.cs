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

    private readonly ulong[] _thresholds;
    private readonly uint[] _cells;
    private readonly float[] _numbers;
    private readonly int _firstSum;

    private GridNoise(NoiseLaw law, Grid grid, ulong[] upper)
    {
        (Law, Grid) = (law, grid);
        Reach = upper.Length;
        // Laws are symmetric and no threshold is a tie, so the lower half is the mirror image of the upper one.
        _thresholds = [.. upper.Reverse().Select(t => unchecked(0UL - t)), .. upper];
        _cells = NoiseCells.Of(_thresholds.AsSpan(0, Reach));
        _firstSum = grid.MinLevel - Reach;
        _numbers = new float[grid.Levels + 2 * Reach];
        for (var i = 0; i < _numbers.Length; i++)
            _numbers[i] = grid.NumberOf(_firstSum + i);
        Line = NumberLine.Of(grid, _firstSum, _numbers);
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

    /// <summary>The same by arithmetic, where that gives every bit.</summary>
    internal NumberLine? Line { get; }

    /// <summary>The level of most draws at one look; see <see cref="NoiseCells"/>.</summary>
    internal ReadOnlySpan<uint> Cells => _cells;

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

    private static double Steps(NoiseLaw law, Grid grid) =>
        law.StandardDeviation * grid.Step.Denominator / grid.Step.Numerator;
}
