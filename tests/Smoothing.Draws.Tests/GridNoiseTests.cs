using FsCheck.Xunit;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Tests;

public sealed class GridNoiseTests
{
    private static readonly GridNoise Quarter = Noise("gaussian:0.25");

    // The second to the fourth are as wide as can be, and have the most thresholds in a cell.
    private static readonly GridNoise[] Tables =
        [Quarter, Noise("laplace:2.839"), Noise("gaussian:4.015"), Noise("uniform:6.95"), Noise("uniform:0.1")];

    [Property(MaxTest = 2000)]
    public void The_short_look_up_agrees_with_the_thresholds(uint word, uint rest)
    {
        foreach (var noise in Tables)
        {
            if (TryLevel(noise, word, out var level))
                Assert.Equal(noise.Level((ulong)word << 32 | rest), level);
        }
    }

    [Fact]
    public void The_short_look_up_agrees_at_both_sides_of_every_threshold()
    {
        foreach (var noise in Tables)
        {
            for (var i = 0; i < noise.Thresholds.Length; i++)
            {
                var threshold = noise.Thresholds[i];
                Assert.Equal(noise.Thresholds.IndexOf(threshold) - noise.Reach, noise.Level(threshold - 1));
                Assert.Equal(noise.Thresholds.LastIndexOf(threshold) + 1 - noise.Reach, noise.Level(threshold));
                foreach (var word in new[] { (uint)(threshold >> 32) - 1, (uint)(threshold >> 32) + 1 })
                {
                    if (TryLevel(noise, word, out var level))
                        Assert.Equal(noise.Level((ulong)word << 32), level);
                }

                Assert.False(TryLevel(noise, (uint)(threshold >> 32), out _), "the leading bits cannot decide");
            }
        }
    }

    [Fact]
    public void All_but_one_level_in_4096_are_decided_by_32_bits_whatever_the_law()
    {
        foreach (var noise in Tables)
        {
            var undecided = Enumerable.Range(0, 1 << 20).Count(i => !TryLevel(noise, (uint)i << 12 | 0x7A5, out _));
            Assert.InRange(undecided, 0, 1 << 8);
        }
    }

    [Theory]
    [InlineData("gaussian:0.25")]
    [InlineData("laplace:0.2")]
    [InlineData("generalized_gaussian:0.3:1.5")]
    [InlineData("generalized_gaussian:0.4:1073741824")]
    [InlineData("uniform:0.5")]
    public void Thresholds_never_decrease_and_mirror_each_other(string law)
    {
        var thresholds = Noise(law).Thresholds;
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
    [InlineData("gaussian:0.01", 1.3)]
    [InlineData("gaussian:0.25", 1.3)]
    [InlineData("gaussian:3", 1.3)]
    [InlineData("laplace:2.839", 1.1)]
    [InlineData("generalized_gaussian:0.27:1.0000000000000002", 1.1)]
    [InlineData("generalized_gaussian:0.3:1.9999999999999998", 4)]
    [InlineData("generalized_gaussian:0.3:2.0000000000000004", 1.3)]
    [InlineData("generalized_gaussian:0.4:1000000", 6)]
    [InlineData("uniform:0.5", 1.3)]
    public void The_slack_covers_every_threshold_of_the_table(string law, double excess)
    {
        var noise = Noise(law);
        var least = Math.ScaleB(noise.Thresholds.Length + 2, -65);

        Assert.InRange(GridNoise.Slack(noise.Law, noise.Grid, 1), least, least * excess);
    }

    [Theory]
    [InlineData("laplace:2.839")]
    [InlineData("generalized_gaussian:2.839:1.0000000000000002")]
    [InlineData("uniform:6.95")]
    public void The_widest_noise_of_a_law_has_a_table(string law)
    {
        var noise = Noise(law);

        Assert.InRange(noise.Reach, 1, short.MaxValue - 1);
        Assert.Equal(-noise.Reach, noise.Level(0));
        Assert.Equal(noise.Reach, noise.Level(ulong.MaxValue));
    }

    [Fact]
    public void Uniform_noise_ends_at_its_half_width()
    {
        // 127.5 steps, then the double 0.1, which is above 25.5 steps by 5.6e-18.
        Assert.Equal(127, Noise("uniform:0.5").Reach);
        Assert.Equal(26, Noise("uniform:0.1").Reach);
        Assert.Equal(25, Noise(FormattableString.Invariant($"uniform:{Math.BitDecrement(0.1):R}")).Reach);
    }

    [Fact]
    public void The_distribution_of_uniform_noise_is_linear()
    {
        var thresholds = Noise("uniform:0.5").Thresholds;
        for (var i = 0; i < thresholds.Length; i++)
        {
            // (i + 1) / 255 of 2^64, to the nearest whole number.
            var expected = ((UInt128)(i + 1) * (UInt128.One << 64) + 127) / 255;
            Assert.Equal((ulong)expected, thresholds[i]);
        }
    }

    [Fact]
    public void Shapes_next_to_those_of_Laplace_and_normal_noise_have_nearly_their_thresholds()
    {
        AreNear(Noise("laplace:0.2"), Noise("generalized_gaussian:0.2:1.0000000000000002"));
        AreNear(Noise("gaussian:0.25"), Noise("generalized_gaussian:0.35355339059327379:2.0000000000000004"));

        static void AreNear(GridNoise one, GridNoise other)
        {
            for (var level = 0; level < Math.Min(one.Reach, other.Reach); level++)
            {
                var (a, b) = (one.Thresholds[one.Reach + level], other.Thresholds[other.Reach + level]);
                Assert.InRange(Math.Abs((double)a - b), 0, Math.ScaleB(1, 64 - 50));
            }
        }
    }

    [Theory]
    [InlineData("laplace:0.1", "generalized_gaussian:0.1:1")]
    [InlineData("gaussian:0.12", "generalized_gaussian:0.16970562748477139:2")]
    public void Equal_laws_give_equal_draws(string one, string other)
    {
        var copies = new[] { one, other }.Select(
            law => new NoisyInput(Noise(law), new int[500], Seed.FromNumber(3))).ToArray();
        var (first, second) = (new int[500], new int[500]);
        for (var draw = 0; draw < 20; draw++)
        {
            copies[0].WriteLevels(draw, first);
            copies[1].WriteLevels(draw, second);
            Assert.Equal(first, second);
        }
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
    [InlineData(1.0 / 255 / 1025)]
    [InlineData(1025.0 / 255)]
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
    [InlineData("gaussian:0.12")]
    [InlineData("gaussian:0.25")]
    [InlineData("gaussian:1")]
    [InlineData("laplace:0.2")]
    [InlineData("generalized_gaussian:0.3:1.5")]
    [InlineData("generalized_gaussian:0.4:3")]
    [InlineData("generalized_gaussian:0.4:4")]
    [InlineData("generalized_gaussian:0.4:8")]
    [InlineData("generalized_gaussian:0.4:1000000")]
    [InlineData("uniform:0.5")]
    public void Levels_follow_the_exact_cell_probabilities(string law)
    {
        const int Dimension = 1000, Draws = 1000;
        var noise = Noise(law);
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
        var shift = Math.Max(1, (int)(noise.Law.StandardDeviation * 255 / 30));
        long[] shifted = [.. new long[shift], .. observed[..^shift]];
        Assert.True(Pearson(shifted, CellProbabilities(noise), Dimension * Draws).Statistic > limit);
    }

    /// <summary>
    /// Moments of a million coordinates against those of the exact law: standard deviation 1, fourth and eighth moment
    /// Γ(5a) Γ(a) / Γ(3a)² and Γ(9a) Γ(a)³ / Γ(3a)⁴ with a = 1 / shape, by mpmath. Rounding to the grid moves a
    /// coordinate by half a step at most, so its p-norm by half a step at most; besides, a moment is allowed five of
    /// its standard errors. By the normal approximation a correct sampler fails with probability 2e-6 for a law.
    /// </summary>
    [Theory]
    [InlineData("gaussian:0.25", 3, 105)]
    [InlineData("laplace:0.2", 6, 2520)]
    [InlineData("generalized_gaussian:0.3:1.5", 3.7619542369302296, 297.95502974582733)]
    [InlineData("generalized_gaussian:0.4:3", 2.4183991523122905, 38.451938905191387)]
    [InlineData("generalized_gaussian:0.4:4", 2.1884396152264766, 23.946339747463046)]
    [InlineData("generalized_gaussian:0.4:8", 1.9234104541020864, 12.755160814255112)]
    [InlineData("generalized_gaussian:0.4:1000000", 1.8000000000118435, 9.0000000003553035)]
    [InlineData("uniform:0.5", 1.8, 9)]
    public void Draws_have_the_moments_of_the_law(string text, double fourth, double eighth)
    {
        const int Dimension = 1000, Draws = 1000;
        Assert.True(LawText.TryRead(text, out var law, out _));
        var noise = GridNoise.Of(law, new Grid(new Rational(0, 1), new Rational(1, 1600), 0, 1600));
        var copies = new NoisyInput(noise, new int[Dimension], Seed.FromNumber(20261123));
        var sums = new int[Dimension];
        double mean = 0, square = 0, power = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            copies.WriteLevels(draw, sums);
            foreach (var level in sums)
            {
                var z = level / 1600.0 / law.StandardDeviation;
                (mean, square, power) = (mean + z, square + z * z, power + z * z * z * z);
            }
        }

        var (count, half) = ((double)Dimension * Draws, 0.5 / 1600 / law.StandardDeviation);
        Assert.InRange(mean / count, -half - 5 / Math.Sqrt(count), half + 5 / Math.Sqrt(count));
        IsNear(square / count, 2, Math.Sqrt((fourth - 1) / count));
        IsNear(power / count, 4, Math.Sqrt((eighth - fourth * fourth) / count));

        void IsNear(double moment, int order, double standardError)
        {
            var norm = order == 2 ? 1 : Math.Sqrt(Math.Sqrt(fourth));
            Assert.InRange(
                moment, Math.Pow(norm - half, order) - 5 * standardError,
                Math.Pow(norm + half, order) + 5 * standardError);
        }
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

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(25_088)]
    [InlineData(1_000_000)]
    public void Frequent_entries_decide_all_but_a_few_of_so_many_words(int count)
    {
        var entries = Quarter.Cells.ToArray();
        var frequent = NoiseCells.Frequent(entries, count).Length;
        entries.AsSpan(0, entries.Length - frequent).Fill(NoiseCells.Undecided);
        var random = new Random(count);
        var missed = 0;
        for (var i = 0; i < count; i++)
        {
            var word = (uint)random.NextInt64(1L << 32);
            if (TryLevel(Quarter.Cells, word, out var level))
                missed += TryLevel(entries, word, out var found) && found == level ? 0 : 1;
        }

        // Below 16 are expected; a correct choice misses 50 with probability below 1e-10.
        Assert.InRange(missed, 0, 50);
        // Half the words less, an octave less.
        Assert.True(frequent <= Math.Log2(count) * 1024, $"{frequent} of {entries.Length} entries are no choice");
    }

    private static bool TryLevel(GridNoise noise, uint word, out int level) => TryLevel(noise.Cells, word, out level);

    private static unsafe bool TryLevel(ReadOnlySpan<uint> entries, uint word, out int level)
    {
        fixed (uint* cells = entries)
            return NoiseCells.TryLevel(cells, word, out level);
    }

    private static GridNoise Noise(string text) =>
        LawText.TryRead(text, out var law, out var violation)
            ? GridNoise.Of(law, Grid.EightBit)
            : throw new ArgumentException(violation, nameof(text));

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
