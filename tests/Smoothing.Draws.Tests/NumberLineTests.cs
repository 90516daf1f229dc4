using Smoothing.Draws.Grids;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Tests;

public sealed class NumberLineTests
{
    [Theory]
    [InlineData(0, 1, 1, 255)]
    [InlineData(0, 1, 1, 1020)]
    [InlineData(0, 1, 1, 256)]
    [InlineData(-1, 1, 2, 255)]
    [InlineData(-1, 2, 1, 255)]
    [InlineData(1, 3, 1, 100)]
    public void Usual_grids_have_a_line(long origin, long originUnit, long step, long stepUnit)
    {
        var grid = new Grid(new Rational(origin, originUnit), new Rational(step, stepUnit), 0, 255);

        Assert.NotNull(NumberLine.Of(grid, -5000, Numbers(grid, -5000, 11_000)));
    }

    [Fact]
    public void Numerators_that_binary32_does_not_hold_have_none()
    {
        var grid = new Grid(new Rational(1, 1000003), new Rational(1, 255), 0, 255);

        Assert.Null(NumberLine.Of(grid, -100, Numbers(grid, -100, 500)));
    }

    [Fact]
    public void A_line_that_misses_a_number_by_its_last_bit_is_none()
    {
        for (var wrong = 0; wrong < 20; wrong++)
        {
            var numbers = Numbers(Grid.EightBit, -10, 20);
            numbers[wrong] = MathF.BitIncrement(numbers[wrong]);
            Assert.Null(NumberLine.Of(Grid.EightBit, -10, numbers));
        }
    }

    private static float[] Numbers(Grid grid, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(grid.NumberOf)];
}
