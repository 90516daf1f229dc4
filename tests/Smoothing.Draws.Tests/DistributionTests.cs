using System.Numerics;
using FsCheck.Xunit;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;

namespace Smoothing.Draws.Tests;

public sealed class DistributionTests
{
    private const int More = 256;

    private static readonly Rational Step = new(1, 255);

    private static readonly (int Numerator, int Denominator)[] Points =
        [(1, 4000), (1, 3), (999, 1000), (1, 1), (3, 2), (13, 3), (40, 1)];

    public static TheoryData<string> Laws =>
    [
        "gaussian:0.25", "laplace:0.2", "generalized_gaussian:0.2:1.0000000000000002", "generalized_gaussian:0.3:1.5",
        "generalized_gaussian:0.4:3", "generalized_gaussian:0.4:7.3", "generalized_gaussian:0.4:1e6",
        "generalized_gaussian:0.4:1073741824", "uniform:0.5",
    ];

    /// <summary>Values with 256 digits more stand for the exact ones.</summary>
    [Theory]
    [MemberData(nameof(Laws))]
    public void Values_err_by_at_most_what_is_stated(string law)
    {
        foreach (var bits in new[] { 128, 256, 700 })
        {
            var (some, more) = (Of(law, bits), Of(law, bits + More));
            foreach (var (numerator, denominator) in Points)
            {
                var (value, exact) = (some.AboveHalf(numerator, denominator), more.AboveHalf(numerator, denominator));
                Assert.Equal(exact is null, value is null);
                if (value is null)
                    continue;
                // The error of the exact one is a part of 2^-256.
                var allowed = (BigInteger.One << some.ErrorBits) + 1 << More;
                Assert.InRange((value.Value << More) - exact!.Value, -allowed, allowed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Fewer_digits_give_the_same_threshold_or_none(string law)
    {
        var usual = Of(law, 256);
        // Eight digits more than the error and the result need, so that about one value in 128 remains in doubt.
        var few = Of(law, Math.Max(128, usual.ErrorBits + 64 + 8));
        var decided = 0;
        for (var j = 0; j < 100; j++)
        {
            var expected = usual.Rounded(j);
            Assert.NotNull(expected);
            if (few.Rounded(j) is { } threshold)
            {
                Assert.Equal(expected, threshold);
                decided++;
            }
        }

        Assert.InRange(decided, 90, 100);
    }

    [Theory]
    [InlineData("gaussian:0.25")]
    [InlineData("generalized_gaussian:0.3:1.5")]
    public void A_value_in_doubt_has_no_threshold(string law)
    {
        var distribution = Of(law, 128);

        Assert.All(Enumerable.Range(0, 10), j => Assert.Null(distribution.Rounded(j)));
    }

    [Property(MaxTest = 40)]
    public void Thresholds_of_any_law_never_decrease_and_the_slack_covers_them(uint shapeBits, uint scaleBits)
    {
        // Shapes from 1 to 2^32, half of them below 2^16; scales from 1/16 to 16 steps.
        var shape = 1 + (shapeBits >> (int)(shapeBits % 32)) / (1 + scaleBits % 997.0);
        var steps = Math.ScaleB(1 + scaleBits / 4294967296.0, (int)(scaleBits % 8) - 4);
        var law = NoiseLaw.GeneralizedGaussian(steps / 255, shape);
        var noise = GridNoise.Of(law, Grid.EightBit);

        for (var i = 1; i < noise.Thresholds.Length; i++)
            Assert.True(noise.Thresholds[i - 1] <= noise.Thresholds[i]);
        var least = Math.ScaleB(noise.Thresholds.Length + 2, -65);
        Assert.True(GridNoise.Slack(law, Grid.EightBit, 1) >= least);
    }

    private static Distribution Of(string text, int bits) =>
        LawText.TryRead(text, out var law, out var violation)
            ? Distribution.Of(law, Step, bits)
            : throw new ArgumentException(violation, nameof(text));
}
