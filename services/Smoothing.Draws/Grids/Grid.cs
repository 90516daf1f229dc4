using System.Numerics;

namespace Smoothing.Draws.Grids;

/// <summary>A regular grid of numbers: level k stands for origin + k step.</summary>
/// <remarks>
/// The base classifier that is certified first rounds its input to the grid, so noise is a whole number of levels and
/// nothing depends on how a sum was rounded. Noisy inputs may leave [<see cref="MinLevel"/>, <see cref="MaxLevel"/>]:
/// noise is never clipped.
/// </remarks>
public sealed record Grid
{
    /// <summary>Smallest and largest level that an input without noise may have, by magnitude.</summary>
    public const int LevelLimit = 1 << 15;

    /// <summary>Describes a grid.</summary>
    /// <param name="origin">Number of level 0.</param>
    /// <param name="step">Distance of two levels. Above 0.</param>
    /// <param name="minLevel">Smallest level of an input. In [-32768, <paramref name="maxLevel"/>].</param>
    /// <param name="maxLevel">Largest level of an input. In [<paramref name="minLevel"/>, 32767].</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="ArgumentException">
    /// The step is not above the spacing of binary32 at the ends of the range, so that two neighbouring levels may have
    /// the same number.
    /// </exception>
    public Grid(Rational origin, Rational step, int minLevel, int maxLevel)
    {
        if (origin.Denominator < 1)
            throw new ArgumentOutOfRangeException(nameof(origin), origin, "a fraction");
        if (step.Denominator < 1 || step.Numerator <= 0)
            throw new ArgumentOutOfRangeException(nameof(step), step, "a fraction above 0");
        if (minLevel is < -LevelLimit or >= LevelLimit)
            throw new ArgumentOutOfRangeException(nameof(minLevel), minLevel, "in [-32768, 32767]");
        if (maxLevel < minLevel || maxLevel >= LevelLimit)
            throw new ArgumentOutOfRangeException(nameof(maxLevel), maxLevel, "in [minLevel, 32767]");
        (Origin, Step, MinLevel, MaxLevel) = (origin, step, minLevel, maxLevel);
        RequireDistinctNumbers();
    }

    /// <summary>8-bit images in [0, 1]: levels 0 to 255, step 1/255.</summary>
    public static Grid EightBit { get; } = new(new Rational(0, 1), new Rational(1, 255), 0, 255);

    /// <summary>Number of level 0, in units of the input.</summary>
    public Rational Origin { get; }

    /// <summary>Distance of two levels, in units of the input. Above 0.</summary>
    public Rational Step { get; }

    /// <summary>Smallest level of an input without noise.</summary>
    public int MinLevel { get; }

    /// <summary>Largest level of an input without noise.</summary>
    public int MaxLevel { get; }

    /// <summary>Number of levels of an input without noise.</summary>
    public int Levels => MaxLevel - MinLevel + 1;

    /// <summary>The binary32 number nearest to a level, ties to even.</summary>
    /// <param name="level">In [-2^24, 2^24]; levels outside [MinLevel, MaxLevel] are those of noisy inputs.</param>
    public float NumberOf(int level)
    {
        if (level is < -(1 << 24) or > 1 << 24)
            throw new ArgumentOutOfRangeException(nameof(level), level, "in [-2^24, 2^24]");
        var numerator = (BigInteger)Origin.Numerator * Step.Denominator
            + (BigInteger)level * Step.Numerator * Origin.Denominator;
        return NearestBinary.Single(numerator, (BigInteger)Origin.Denominator * Step.Denominator);
    }

    /// <summary>A sufficient rule that looks at two levels, not at all of them: requests make grids.</summary>
    /// <remarks>
    /// No binary32 number within the range is further from its neighbours than the largest one is from the next above.
    /// So what rounds to one number is an interval at most that wide, and levels further apart have different numbers.
    /// Equality is not enough: both ends of the interval round to the number in its middle when that is even.
    /// </remarks>
    private void RequireDistinctNumbers()
    {
        var largest = MathF.Max(MathF.Abs(NumberOf(MinLevel)), MathF.Abs(NumberOf(MaxLevel)));
        var gap = (double)MathF.BitIncrement(largest) - largest;
        // Both sides are exact: the gap is a power of two, and the whole numbers have at most 32 bits.
        if (MinLevel == MaxLevel || Step.Numerator > gap * Step.Denominator)
            return;
        throw new ArgumentException(
            $"the step {Step} is not above {gap:R}, the spacing of binary32 near {largest:R}: neighbouring levels may "
                + "be the same binary32 number",
            "step");
    }
}
