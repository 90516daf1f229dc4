using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Generator.Lanes;

/// <summary>The tables of a law on a grid, in memory that does not move while they are used.</summary>
internal readonly unsafe struct NoiseTables(uint* wideCells, uint* cells, float* numbers)
{
    /// <summary>One entry for each value of 13 bits; see <see cref="GridNoise.WideCellTable"/>.</summary>
    public uint* WideCells { get; } = wideCells;

    /// <summary>One entry for each value of 16 bits; see <see cref="GridNoise.CellTable"/>.</summary>
    public uint* Cells { get; } = cells;

    /// <summary>The binary32 number of every sum that can occur.</summary>
    public float* Numbers { get; } = numbers;
}
