using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Generator.Lanes;

/// <summary>The tables of a law on a grid, in memory that does not move while they are used.</summary>
internal readonly unsafe struct NoiseTables(uint* cells, float* numbers, NumberLine? line)
{
    /// <summary>See <see cref="NoiseCells"/>.</summary>
    public uint* Cells { get; } = cells;

    /// <summary>The binary32 number of every sum that can occur.</summary>
    public float* Numbers { get; } = numbers;

    /// <summary>Whether <see cref="Line"/> gives the same.</summary>
    public bool HasLine { get; } = line is not null;

    /// <summary>The numbers by arithmetic.</summary>
    public readonly NumberLine Line = line.GetValueOrDefault();
}
