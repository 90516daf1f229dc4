namespace Smoothing.Draws.Grids;

/// <summary>Turns the numbers of an input into levels of a grid, and refuses numbers that are not on it.</summary>
public sealed class GridReader
{
    private readonly float[] _numbers;
    private readonly int _minLevel;

    /// <summary>Reads inputs on a grid.</summary>
    /// <param name="grid">The grid.</param>
    public GridReader(Grid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        _minLevel = grid.MinLevel;
        _numbers = new float[grid.Levels];
        for (var i = 0; i < _numbers.Length; i++)
            _numbers[i] = grid.NumberOf(_minLevel + i);
    }

    /// <summary>Finds the level whose nearest binary32 number this is.</summary>
    /// <param name="number">Any; not a number and infinities have no level.</param>
    /// <param name="level">The level, when the answer is true.</param>
    /// <returns>Whether the number is on the grid, within the grid's range.</returns>
    public bool TryLevelOf(float number, out int level)
    {
        var index = Array.BinarySearch(_numbers, number);
        level = _minLevel + index;
        return index >= 0;
    }
}
