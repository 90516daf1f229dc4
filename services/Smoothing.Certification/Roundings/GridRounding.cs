using System.Numerics;
using Smoothing.Draws.Grids;
using Smoothing.Numerics;

namespace Smoothing.Certification.Roundings;

/// <summary>Brings real numbers to the nearest level of a grid, and says how far they were, from above.</summary>
/// <remarks>
/// A number is the exact value of its double, and a level the exact fraction. Ties go to the even level. The doubles
/// on both sides of every middle between two levels are known, so that comparisons decide and nothing is rounded.
/// </remarks>
public sealed class GridRounding
{
    private readonly int _minLevel;

    // Of the middle below level i, and of the one above the last: the largest double at most it, and the smallest at
    // least it, which are the same where it is a double itself.
    private readonly double[] _middleDown, _middleUp;
    private readonly double[] _levelDown, _levelUp;

    /// <summary>Rounds to a grid.</summary>
    /// <param name="grid">The grid.</param>
    public GridRounding(Grid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        _minLevel = grid.MinLevel;
        (_middleDown, _middleUp) = (new double[grid.Levels + 1], new double[grid.Levels + 1]);
        (_levelDown, _levelUp) = (new double[grid.Levels], new double[grid.Levels]);
        for (var i = 0; i <= grid.Levels; i++)
        {
            (_middleDown[i], _middleUp[i]) = Around(grid, (2L * (grid.MinLevel + i)) - 1);
            if (i < grid.Levels)
                (_levelDown[i], _levelUp[i]) = Around(grid, 2L * (grid.MinLevel + i));
        }
    }

    /// <summary>Finds the nearest level, the even one of two.</summary>
    /// <param name="number">Any.</param>
    /// <param name="level">The level, in the range of the grid, when the answer is true.</param>
    /// <param name="distance">At least the distance from the number to the level, and within an ulp of the number of
    /// it, when the answer is true.</param>
    /// <returns>False for what is not a number, and for numbers that are outside of the range of levels by more than
    /// half a step.</returns>
    public bool TryRound(double number, out int level, out double distance)
    {
        (level, distance) = (0, 0);
        var last = _levelDown.Length - 1;
        // A double is beyond a middle where it is beyond its neighbour on that side.
        if (!(number >= _middleUp[0] && number <= _middleDown[last + 1]))
            return false;
        // The last middle at most the number is below the level, or at the number: a tie.
        var index = Array.BinarySearch(_middleUp, number);
        if (index < 0)
            index = ~index - 1;
        index = Math.Min(index, last);
        // At a middle that is a double the lower level is as near.
        var isTie = number == _middleUp[index] && _middleUp[index] == _middleDown[index];
        if (isTie && index > 0 && ((_minLevel + index) & 1) != 0)
            index--;
        level = _minLevel + index;
        distance = Math.Max(0, Math.Max(
            Directed.SubtractUp(number, _levelDown[index]), Directed.SubtractUp(_levelUp[index], number)));
        return true;
    }

    /// <summary>The norm of distances, rounded up.</summary>
    /// <param name="distances">One for each coordinate, each finite and at least 0.</param>
    /// <param name="norm">In [1, 64], or positive infinity.</param>
    /// <returns>A double at least the norm.</returns>
    public static double NormUp(ReadOnlySpan<double> distances, double norm)
    {
        var largest = 0.0;
        foreach (var distance in distances)
            largest = Math.Max(largest, distance);
        if (largest == 0 || double.IsPositiveInfinity(norm))
            return largest;
        var sum = 0.0;
        foreach (var distance in distances)
            sum = Directed.AddUp(sum, Power(distance, largest, norm));
        return norm switch
        {
            1 => sum,
            2 => Directed.MultiplyUp(largest, Directed.SqrtUp(sum)),
            _ => Directed.MultiplyUp(largest, Numerics.Power.UpperBound(sum, 1, norm)),
        };
    }

    // For norm 1 the distance; else (distance / largest)^norm, from above.
    private static double Power(double distance, double largest, double norm)
    {
        // What stands for a smaller power: 2^28 of them change nothing that can be seen.
        const double Least = 1e-150;
        if (distance == 0 || norm == 1)
            return distance;
        var ratio = Directed.DivideUp(distance, largest);
        if (norm == 2)
            return Directed.MultiplyUp(ratio, ratio);
        return Math.Log(ratio) * norm < -346 ? Least : Numerics.Power.UpperBound(ratio, norm, 1);
    }

    // The doubles on both sides of origin + halves step / 2.
    private static (double Down, double Up) Around(Grid grid, long halves)
    {
        var (origin, step) = (grid.Origin, grid.Step);
        var numerator = (2 * (BigInteger)origin.Numerator * step.Denominator)
            + ((BigInteger)halves * step.Numerator * origin.Denominator);
        var denominator = 2 * (BigInteger)origin.Denominator * step.Denominator;
        return (Directed.FractionDown(numerator, denominator), Directed.FractionUp(numerator, denominator));
    }
}
