using System.Numerics;
using Smoothing.Certification.Roundings;
using Smoothing.Draws.Grids;

namespace Smoothing.Certification.Tests;

/// <summary>Real numbers to levels: the nearest one, with a distance that is at least the exact one.</summary>
public sealed class GridRoundingTests
{
    private static readonly double[] Exponents = [1, 2, 4, double.PositiveInfinity];

    public static TheoryData<long, long, long, long, int, int> Grids => new()
    {
        { 0, 1, 1, 255, 0, 255 },
        { 0, 1, 1, 1020, 0, 1020 },
        { -1, 1, 2, 255, 0, 255 },
        { 1000, 3, 1, 7, -20, 20 },
        { 1, 3, 1, 64, -5, 5 },
        { 5, 1, 1, 4, 3, 3 },
    };

    [Theory]
    [MemberData(nameof(Grids))]
    public void The_level_is_the_nearest_one(long o, long od, long s, long sd, int min, int max)
    {
        var rounding = new GridRounding(new(new(o, od), new(s, sd), min, max));
        var random = new Random(1);
        var (low, step) = (((double)o / od) + ((double)s / sd * min), (double)s / sd);
        var (inside, outside) = (0, 0);
        for (var i = 0; i < 3000; i++)
        {
            var number = low + (step * ((random.NextDouble() * (max - min + 3)) - 1.5));
            // Near the ends too, and near levels and middles, where a rounding would decide.
            if (i % 10 == 0)
                number = low + (step * ((i % 20 == 0 ? 0 : max - min) + random.NextDouble() - 0.5) * 1.5);
            if (i % 3 == 0)
                number = low + (step * (random.Next((2 * (max - min)) + 3) - 1) / 2);
            if (i % 9 == 3)
                number = Math.BitIncrement(number);
            if (i % 9 == 6)
                number = Math.BitDecrement(number);
            // In half steps from level 0, exactly: 2 (number - origin) / step.
            var (top, bottom) = Exact(number);
            var halves = 2 * ((top * od) - (o * bottom)) * sd;
            var unit = bottom * od * s;
            var isInside = halves >= ((2 * min) - 1) * unit && halves <= ((2 * max) + 1) * unit;

            Assert.Equal(isInside, rounding.TryRound(number, out var level, out var distance));
            if (!isInside)
            {
                outside++;
                continue;
            }

            inside++;
            Assert.InRange(level, min, max);
            var away = BigInteger.Abs(halves - (2 * level * unit));
            Assert.True(away <= unit || level == min || level == max);
            if (away == unit && level > min && level < max)
                Assert.Equal(0, level & 1);
            // distance = away / unit · step / 2, from above and not by much.
            var (given, per) = Exact(distance);
            Assert.True(given * unit * 2 * sd >= away * s * per);
            var halfSteps = (double)(away * 1_000_000_000_000_000 / unit) / 1e15;
            Assert.True(distance <= (halfSteps * step / 2 * (1 + 1e-9)) + (1e-15 * (1 + Math.Abs(number))));
        }

        Assert.True(inside > 100 && outside > 10, $"{inside}, {outside}");
    }

    [Fact]
    public void What_is_no_number_or_too_far_is_refused()
    {
        var rounding = new GridRounding(Grid.EightBit);

        Assert.All(
            [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -0.002, 1.002],
            number => Assert.False(rounding.TryRound(number, out _, out _)));
        Assert.True(rounding.TryRound(-0.0019, out var low, out _));
        Assert.True(rounding.TryRound(1.0019, out var high, out _));
        Assert.Equal((0, 255), (low, high));
    }

    [Fact]
    public void Ties_go_to_the_even_level_and_stay_in_the_range()
    {
        var rounding = new GridRounding(new(new Rational(0, 1), new Rational(1, 4), -1, 2));

        Assert.Equal(
            [(-1, 0.125), (0, 0.125), (0, 0.125), (2, 0.125), (2, 0.125), (1, 0.0)],
            new[] { -0.375, -0.125, 0.125, 0.375, 0.625, 0.25 }.Select(number =>
                rounding.TryRound(number, out var level, out var distance) ? (level, distance) : default));
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 5)]
    [InlineData(3, 4.497941445275415)]
    [InlineData(64, 4.0000000001)]
    [InlineData(double.PositiveInfinity, 4)]
    public void Norms_of_distances_are_at_least_the_exact_ones(double norm, double expected)
    {
        var found = GridRounding.NormUp([3, 4, 0, 0], norm);

        Assert.True(found >= (norm == 64 ? 4 : expected));
        Assert.Equal(expected, found, 1e-9);
        Assert.Equal(0, GridRounding.NormUp([0, 0], norm));
        Assert.True(GridRounding.NormUp([1, 1e-300], norm) >= 1);
    }

    [Fact]
    public void Rounded_points_are_within_the_radius_that_they_were_reduced_from()
    {
        const int Dimension = 12;
        const double Radius = 0.1;
        var grid = Grid.EightBit;
        var rounding = new GridRounding(grid);
        var random = new Random(2);
        var tried = 0;
        for (var trial = 0; trial < 500; trial++)
        {
            double[] x = [.. Enumerable.Range(0, Dimension).Select(_ => random.NextDouble())];
            var (levels, distances) = Rounded(rounding, x);
            foreach (var norm in Exponents)
            {
                var half = Math.Pow(Dimension, double.IsInfinity(norm) ? 0 : 1 / norm) / 510 * (1 + 1e-15);
                var left = Radius - GridRounding.NormUp(distances, norm) - half;
                if (left <= 0)
                    continue;
                // On the sphere of that radius, a hair inside; some coordinates leave the range.
                double[] direction =
                    [.. Enumerable.Range(0, Dimension).Select(_ => trial % 4 == 0 ? 1 : random.NextDouble() - 0.5)];
                var scale = left * (1 - 1e-9) / Norm(direction, norm);
                double[] other = [.. x.Zip(direction, (a, b) => a + (b * scale))];
                // Deployment rounds, and clips to the range.
                double[] deployed = [.. other.Select(a => Math.Clamp(Math.Round(a * 255), 0, 255) / 255)];
                double[] apart = [.. deployed.Zip(levels, (a, level) => a - (level / 255.0))];

                Assert.True(Norm(apart, norm) < Radius * (1 + 1e-12));
                tried++;
            }
        }

        Assert.True(tried > 1000);
    }

    private static (int[] Levels, double[] Distances) Rounded(GridRounding rounding, double[] x)
    {
        var (levels, distances) = (new int[x.Length], new double[x.Length]);
        for (var i = 0; i < x.Length; i++)
            Assert.True(rounding.TryRound(x[i], out levels[i], out distances[i]));
        return (levels, distances);
    }

    private static double Norm(double[] vector, double norm) => double.IsInfinity(norm)
        ? vector.Max(Math.Abs)
        : Math.Pow(vector.Sum(entry => Math.Pow(Math.Abs(entry), norm)), 1 / norm);

    // The double as a fraction.
    private static (BigInteger Top, BigInteger Bottom) Exact(double number)
    {
        if (number == 0)
            return (0, 1);
        var exponent = Math.ILogB(number) - 52;
        var significand = (BigInteger)Math.ScaleB(number, -exponent);
        return exponent >= 0 ? (significand << exponent, 1) : (significand, BigInteger.One << -exponent);
    }
}
