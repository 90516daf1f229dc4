using FsCheck;
using FsCheck.Xunit;
using Smoothing.Draws.Grids;

namespace Smoothing.Draws.Tests;

public sealed class GridTests
{
    [Property]
    public void Eight_bit_levels_are_the_correctly_rounded_quotients(int level)
    {
        level %= 1 << 20;

        // IEEE division of two exactly represented whole numbers is correctly rounded.
        Assert.Equal(level / 255f, Grid.EightBit.NumberOf(level));
    }

    [Property]
    public void A_fraction_becomes_the_nearest_number(int origin, PositiveInt denominator, short level)
    {
        var grid = new Grid(new Rational(origin % 100, 3), new Rational(1, denominator.Get % 1000 + 1), 0, 0);
        var exact = (double)grid.Origin.Numerator / grid.Origin.Denominator + (double)level / grid.Step.Denominator;
        var number = grid.NumberOf(level);

        // A double carries the exact value to 2^-50; the nearest float is at most half a float's spacing away.
        var spacing = Math.Max(Math.Abs((double)MathF.BitIncrement(number) - number), float.Epsilon);
        Assert.InRange(Math.Abs(number - exact), 0, spacing * (0.5 + 1e-6) + 1e-13);
    }

    [Fact]
    public void Every_level_is_read_back()
    {
        var reader = new GridReader(Grid.EightBit);
        for (var level = 0; level <= 255; level++)
        {
            Assert.True(reader.TryLevelOf(Grid.EightBit.NumberOf(level), out var read));
            Assert.Equal(level, read);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-1f / 255)]
    [InlineData(256f / 255)]
    [InlineData(0.5f)]
    [InlineData(0.0039215689f)]
    public void Numbers_off_the_grid_have_no_level(float number) =>
        Assert.False(new GridReader(Grid.EightBit).TryLevelOf(MathF.BitIncrement(number), out _));

    [Fact]
    public void A_grid_finer_than_its_numbers_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(
            () => new Grid(new Rational(1_000_000, 1), new Rational(1, 255), 0, 255));
        Assert.Contains("same binary32 number", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_of_exactly_the_spacing_is_refused_because_ties_to_even_can_make_neighbours_equal()
    {
        // Levels at 2^23 + k + 1/2: two neighbours are ties that go to the same even number.
        var origin = new Rational((1 << 24) + 1, 2);
        var single = new Grid(origin, new Rational(1, 1), 0, 0);
        Assert.Equal(single.NumberOf(1), single.NumberOf(2));
        Assert.Throws<ArgumentException>(() => new Grid(origin, new Rational(1, 1), 0, 255));
        _ = new Grid(origin, new Rational(1001, 1000), 0, 255);
    }

    [Property(MaxTest = 300)]
    public void Neighbouring_levels_of_a_grid_that_is_accepted_have_different_numbers(
        int origin, PositiveInt parts, PositiveInt numerator, PositiveInt denominator, short first, byte more)
    {
        Grid grid;
        try
        {
            var last = Math.Min(first + more, short.MaxValue);
            grid = new(
                new Rational(origin, parts.Get), new Rational(numerator.Get, denominator.Get * 997L), first, last);
        }
        catch (ArgumentException)
        {
            return;
        }

        for (var level = grid.MinLevel; level < grid.MaxLevel; level++)
            Assert.True(grid.NumberOf(level) < grid.NumberOf(level + 1));
    }

    [Fact]
    public void A_grid_of_all_levels_is_made_without_looking_at_each()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = new Grid(new Rational(1, 3), new Rational(1, 65_535), -Grid.LevelLimit, Grid.LevelLimit - 1);
        // Each look computes with big whole numbers, so 65,536 of them would allocate megabytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    [Theory]
    [InlineData("1/255", 1, 255)]
    [InlineData("2/510", 1, 255)]
    [InlineData("-3", -3, 1)]
    [InlineData("0", 0, 1)]
    public void Fractions_are_read_and_reduced(string text, long numerator, long denominator)
    {
        Assert.True(Rational.TryParse(text, out var value));
        Assert.Equal((numerator, denominator), (value.Numerator, value.Denominator));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1/0")]
    [InlineData("1/-2")]
    [InlineData("0.5")]
    [InlineData("1/2/3")]
    [InlineData("99999999999")]
    public void Other_texts_are_no_fractions(string? text) => Assert.False(Rational.TryParse(text, out _));
}
