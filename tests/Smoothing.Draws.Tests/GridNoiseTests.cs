using FsCheck.Xunit;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Tests;

public sealed class GridNoiseTests
{
    private static readonly GridNoise Quarter = GridNoise.Of(new GaussianLaw(0.25), Grid.EightBit);
    private static readonly GridNoise Wide = GridNoise.Of(new GaussianLaw(4), Grid.EightBit);

    [Property(MaxTest = 2000)]
    public void The_short_look_up_agrees_with_the_thresholds(uint word, uint rest)
    {
        foreach (var noise in new[] { Quarter, Wide })
        {
            if (noise.TryLevel(word, out var level))
                Assert.Equal(noise.Level((ulong)word << 32 | rest), level);
        }
    }

    [Fact]
    public void The_short_look_up_agrees_at_both_sides_of_every_threshold()
    {
        foreach (var noise in new[] { Quarter, Wide })
        {
            for (var i = 0; i < noise.Thresholds.Length; i++)
            {
                var threshold = noise.Thresholds[i];
                Assert.Equal(noise.Thresholds.IndexOf(threshold) - noise.Reach, noise.Level(threshold - 1));
                Assert.Equal(noise.Thresholds.LastIndexOf(threshold) + 1 - noise.Reach, noise.Level(threshold));
                foreach (var word in new[] { (uint)(threshold >> 32) - 1, (uint)(threshold >> 32) + 1 })
                {
                    if (noise.TryLevel(word, out var level))
                        Assert.Equal(noise.Level((ulong)word << 32), level);
                }

                Assert.False(noise.TryLevel((uint)(threshold >> 32), out _), "the leading bits cannot decide");
            }
        }
    }

    [Fact]
    public void Nearly_all_levels_are_decided_by_32_bits()
    {
        var undecided = Enumerable.Range(0, 1 << 20).Count(i => !Quarter.TryLevel((uint)i << 12 | 0x7A5, out _));

        Assert.InRange(undecided, 1, 2000);
    }

    [Fact]
    public void Thresholds_never_decrease_and_mirror_each_other()
    {
        var thresholds = Quarter.Thresholds;
        for (var i = 0; i < thresholds.Length; i++)
        {
            Assert.Equal(0UL, unchecked(thresholds[i] + thresholds[thresholds.Length - 1 - i]));
            if (i > 0)
                Assert.True(thresholds[i - 1] <= thresholds[i]);
        }
    }

    [Fact]
    public void The_slack_of_an_ImageNet_input_is_below_a_billionth()
    {
        var slack = GridNoise.Slack(new GaussianLaw(1), Grid.EightBit, 3 * 224 * 224);

        Assert.InRange(slack, 1e-13, 1e-9);
        Assert.Equal(GridNoise.Slack(new GaussianLaw(1), Grid.EightBit, 1) * 150528, slack);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.25)]
    [InlineData(3)]
    public void The_slack_covers_every_threshold_of_the_table(double standardDeviation)
    {
        var noise = GridNoise.Of(new GaussianLaw(standardDeviation), Grid.EightBit);
        var least = Math.ScaleB(noise.Thresholds.Length + 2, -65);

        Assert.InRange(GridNoise.Slack(noise.Law, noise.Grid, 1), least, least * 1.3);
    }

    [Fact]
    public void Noise_below_half_a_level_may_be_no_noise_at_all()
    {
        var noise = GridNoise.Of(new GaussianLaw(0.05 / 255), Grid.EightBit);

        Assert.Equal(0, noise.Reach);
        Assert.Equal(0, noise.Level(0));
        Assert.Equal(0, noise.Level(ulong.MaxValue));
    }

    [Theory]
    [InlineData(1.0 / 255 / 2000)]
    [InlineData(9)]
    [InlineData(1e300)]
    [InlineData(double.Epsilon)]
    public void Noise_that_no_table_holds_is_refused(double standardDeviation)
    {
        var law = new GaussianLaw(standardDeviation);

        Assert.False(GridNoise.Covers(law, Grid.EightBit));
        Assert.Throws<ArgumentOutOfRangeException>(() => GridNoise.Of(law, Grid.EightBit));
    }

    /// <summary>
    /// Pearson's test of a million coordinates against the exact cell probabilities; cells that expect fewer than ten
    /// are pooled. The seed is fixed, so the test is deterministic; for a random seed a correct sampler fails it with
    /// probability 1e-6 (the Wilson-Hilferty approximation of the chi-square quantile at z = 4.7534).
    /// </summary>
    [Theory]
    [InlineData(0.12)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void Levels_follow_the_exact_cell_probabilities(double standardDeviation)
    {
        const int Dimension = 1000, Draws = 1000;
        var noise = GridNoise.Of(new GaussianLaw(standardDeviation), Grid.EightBit);
        var copies = new NoisyInput(noise, new int[Dimension], Seed.FromNumber(20261122));
        var observed = new long[2 * noise.Reach + 1];
        var sums = new int[Dimension];
        for (var draw = 0; draw < Draws; draw++)
        {
            copies.WriteLevels(draw, sums);
            foreach (var level in sums)
                observed[level + noise.Reach]++;
        }

        var (statistic, cells) = Pearson(observed, CellProbabilities(noise), (double)Dimension * Draws);
        var freedom = cells - 1;
        var spread = 2 / (9.0 * freedom);
        var limit = freedom * Math.Pow(1 - spread + 4.7534 * Math.Sqrt(spread), 3);
        Assert.InRange(statistic, 0, limit);
        // The test has power: noise shifted by a thirtieth of a standard deviation fails it.
        var shift = Math.Max(1, (int)(standardDeviation * 255 / 30));
        long[] shifted = [.. new long[shift], .. observed[..^shift]];
        Assert.True(Pearson(shifted, CellProbabilities(noise), Dimension * Draws).Statistic > limit);
    }

    [Fact]
    public void Neighbouring_draws_and_coordinates_are_uncorrelated()
    {
        const int Dimension = 256, Draws = 2000;
        var copies = new NoisyInput(Quarter, new int[Dimension], Seed.FromNumber(7));
        var (previous, sums) = (new int[Dimension], new int[Dimension]);
        double acrossDraws = 0, acrossCoordinates = 0, square = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            copies.WriteLevels(draw, sums);
            for (var i = 0; i < Dimension; i++)
            {
                acrossDraws += (double)sums[i] * previous[i];
                acrossCoordinates += i > 0 ? (double)sums[i] * sums[i - 1] : 0;
                square += (double)sums[i] * sums[i];
            }

            sums.CopyTo(previous, 0);
        }

        // Each correlation has standard deviation 1/715; five of them fail a correct sampler with probability 1.2e-6.
        Assert.InRange(acrossDraws / square, -5.0 / 715, 5.0 / 715);
        Assert.InRange(acrossCoordinates / square, -5.0 / 715, 5.0 / 715);
    }

    private static double[] CellProbabilities(GridNoise noise)
    {
        ReadOnlySpan<ulong> t = noise.Thresholds;
        var cells = new double[t.Length + 1];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Math.ScaleB((double)unchecked((i < t.Length ? t[i] : 0UL) - (i > 0 ? t[i - 1] : 0UL)), -64);
        return cells;
    }

    private static (double Statistic, int Cells) Pearson(long[] observed, double[] probabilities, double total)
    {
        var (statistic, cells) = (0.0, 0);
        var (count, expected) = (0.0, 0.0);
        for (var i = 0; i < observed.Length; i++)
        {
            count += observed[i];
            expected += probabilities[i] * total;
            if (expected < 10 && i < observed.Length - 1)
                continue;
            statistic += (count - expected) * (count - expected) / Math.Max(expected, 1e-9);
            cells++;
            (count, expected) = (0, 0);
        }

        return (statistic, cells);
    }
}
