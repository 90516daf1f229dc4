using System.Buffers.Binary;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Wire = Smoothing.V1;

namespace Smoothing.Client.Counting;

/// <summary>The identity of an input that was sent, computed on this side.</summary>
public static class SentInput
{
    /// <summary>The digest that a sampler must answer as <c>input_sha256</c>.</summary>
    /// <param name="input">The input as it was sent.</param>
    /// <param name="grid">The grid that the sampler read it on.</param>
    /// <returns>The digest of its levels; null when it is no input on that grid.</returns>
    public static Digest? DigestOf(Wire.Tensor input, Wire.Grid? grid)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.DataCase switch
        {
            Wire.Tensor.DataOneofCase.Levels => Digest.OfLevels(Levels(input.Levels.Span, grid?.MinLevel ?? 0)),
            Wire.Tensor.DataOneofCase.Binary32 when Levels(input.Binary32.Span, grid) is { } levels =>
                Digest.OfLevels(levels),
            _ => null,
        };
    }

    private static int[] Levels(ReadOnlySpan<byte> offsets, int minLevel)
    {
        var levels = new int[offsets.Length];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = minLevel + offsets[i];
        return levels;
    }

    private static int[]? Levels(ReadOnlySpan<byte> numbers, Wire.Grid? grid)
    {
        if (Reader(grid) is not { } reader || numbers.Length % sizeof(float) != 0)
            return null;
        var levels = new int[numbers.Length / sizeof(float)];
        for (var i = 0; i < levels.Length; i++)
        {
            var number = BinaryPrimitives.ReadSingleLittleEndian(numbers[(sizeof(float) * i)..]);
            if (!reader.TryLevelOf(number, out levels[i]))
                return null;
        }

        return levels;
    }

    // What a stranger sends may be no grid.
    private static GridReader? Reader(Wire.Grid? grid)
    {
        if (grid?.Origin is not { } origin || grid.Step is not { } step)
            return null;
        try
        {
            return new(new(
                new(origin.Numerator, origin.Denominator), new(step.Numerator, step.Denominator), grid.MinLevel,
                grid.MaxLevel));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
