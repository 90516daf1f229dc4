using System.Numerics;
using Smoothing.Draws.Grids;

namespace Smoothing.Draws.Tables;

/// <summary>The binary32 numbers of sums in four operations, which take vectors less than a look into a table.</summary>
/// <remarks>
/// The number at a place is (factor · place + offset) / denominator. The numerator is exact when below 2^24; the
/// reciprocal of the denominator is scale + correction, to 48 bits. That nearly always gives the nearest number: it is
/// a line only where each of the numbers came out to the bit.
/// </remarks>
/// <param name="Factor">Whole.</param>
/// <param name="Offset">Whole.</param>
/// <param name="Scale">Nearest to the reciprocal of the denominator.</param>
/// <param name="Correction">What that lacks.</param>
internal readonly record struct NumberLine(float Factor, float Offset, float Scale, float Correction)
{
    private const int ExactLimit = 1 << 24;

    /// <summary>The line through numbers.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="firstSum">Level of the first number.</param>
    /// <param name="numbers">Those that <see cref="Grid.NumberOf"/> gives from there on. At least one.</param>
    /// <returns>Nothing where there is no such line.</returns>
    public static NumberLine? Of(Grid grid, int firstSum, ReadOnlySpan<float> numbers)
    {
        var factor = (BigInteger)grid.Step.Numerator * grid.Origin.Denominator;
        var offset = (BigInteger)grid.Origin.Numerator * grid.Step.Denominator + firstSum * factor;
        var denominator = (BigInteger)grid.Origin.Denominator * grid.Step.Denominator;
        var common = BigInteger.GreatestCommonDivisor(BigInteger.GreatestCommonDivisor(factor, offset), denominator);
        (factor, offset, denominator) = (factor / common, offset / common, denominator / common);
        var last = offset + (numbers.Length - 1) * factor;
        if (BigInteger.Abs(offset) > ExactLimit || BigInteger.Abs(last) > ExactLimit)
            return null;
        var reciprocal = 1 / (double)denominator;
        var scale = (float)reciprocal;
        var line = new NumberLine((float)factor, (float)offset, scale, (float)(reciprocal - scale));
        for (var place = 0; place < numbers.Length; place++)
        {
            if (BitConverter.SingleToUInt32Bits(line.At(place)) != BitConverter.SingleToUInt32Bits(numbers[place]))
                return null;
        }

        return line;
    }

    private float At(int place)
    {
        var numerator = MathF.FusedMultiplyAdd(place, Factor, Offset);
        return MathF.FusedMultiplyAdd(numerator, Scale, numerator * Correction);
    }
}
