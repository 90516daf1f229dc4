using Smoothing.Certification.Certificates;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>
/// Certified balls of random classifiers of one coordinate against exact probabilities, on the grid and between its
/// points: what is certified is argmax P(f(round(x' + z))) at every real x'.
/// </summary>
public sealed class GridClassifierTests
{
    private const int Classes = 3;
    private const int OffGrid = 61;
    private static readonly NoiseLaw[] Laws =
    [
        NoiseLaw.Gaussian(0.02), NoiseLaw.Gaussian(0.25), NoiseLaw.Laplace(0.1), NoiseLaw.Uniform(0.3),
        NoiseLaw.GeneralizedGaussian(0.25, 1.5), NoiseLaw.GeneralizedGaussian(0.4, 4),
    ];

    public static TheoryData<uint> Classifiers => [.. Enumerable.Range(0, 50).Select(i => (uint)i)];

    // The draws are fixed by their seed. Had they been others, one of the 50 would fail with probability below 50e-6.
    [Theory]
    [MemberData(nameof(Classifiers))]
    public void Certificates_from_counts_are_true_of_the_exact_probabilities(uint number)
    {
        var (answer, level, noise) = Classifier(number);
        var source = Samples.SourceOf(noise.Law, noise.Grid, [level], Classes);
        var copies = new NoisyInput(noise, [level], source.Seed);
        var certificate = Samples.Certified(
            Samples.Evidence(source, Counts(copies, answer, 0, 200), Counts(copies, answer, 200, 5000)), 1e-6);

        if (certificate.Outcome is Claims claims)
        {
            var radius = claims.Balls.Max(ball => ball.Radius);
            Holds(new GridLaw(noise, answer), noise.Grid, level, certificate.Class!.Value, radius);
        }
    }

    // The radius of the exact probabilities: the largest that any counts can lead to, and tight for half-spaces.
    [Theory]
    [MemberData(nameof(Classifiers))]
    public void Radii_of_the_exact_probabilities_are_true_as_well(uint number)
    {
        var (answer, level, noise) = Classifier(number);
        var law = new GridLaw(noise, answer);
        var probabilities = Enumerable.Range(0, Classes).Select(c => law.AtLevel(level, c)).ToArray();
        var top = Array.IndexOf(probabilities, probabilities.Max());
        var slack = GridNoise.Slack(noise.Law, noise.Grid, 1);
        var other = probabilities.Where((_, c) => c != top).Max();
        var witness = new IntervalBounds(
            0, 0, 1, Down(probabilities[top]), Up((UInt128.One << 64) - probabilities[top]), Up(other));
        var bounds = ProbabilityBounds.Of(witness, IntervalMethod.ClopperPearson, 0.5, slack);
        if (!bounds.HasMajority || bounds.TopComplementUpper is <= 0 or >= 1 || bounds.OtherUpper <= 0)
            return;
        var (radius, _) = new NeymanPearson().Radius(bounds, noise.Law, dimension: 1);

        Holds(law, noise.Grid, level, top, radius);
    }

    [Fact]
    public void Most_of_the_classifiers_are_certified_somewhere()
    {
        var certified = Classifiers.Count(row =>
        {
            var (answer, level, noise) = Classifier(row.Data);
            var law = new GridLaw(noise, answer);
            return Enumerable.Range(0, Classes).Any(c => law.AtLevel(level, c) > (UInt128.One << 63) * 6 / 5);
        });

        Assert.InRange(certified, 25, 50);
    }

    private static void Holds(GridLaw law, Grid grid, int level, int label, double radius)
    {
        var (step, x) = (1.0 / 255, level / 255.0);
        var reach = (int)(radius / step);
        for (var i = -reach; i <= reach; i++)
        {
            if (Math.Abs(i) * step < radius)
                IsAhead(law, x + (i * step), label);
        }

        for (var i = 0; i < OffGrid; i++)
            IsAhead(law, x + (radius * (1 - 1e-9) * ((2.0 * i / (OffGrid - 1)) - 1)), label);
        Assert.Equal(255, grid.Step.Denominator);
    }

    // Lower bounds of all classes: what they leave of 1 might belong to any other class. Next to the edge of a tight
    // ball that can be too little to tell, never enough to tell the opposite.
    private static void IsAhead(GridLaw law, double point, int label)
    {
        var lower = Enumerable.Range(0, Classes).Select(c => law.LowerBound(point, c)).ToArray();
        var largestOther = lower.Where((_, c) => c != label).Max();

        Assert.InRange(1 - lower.Sum(), 0, 1e-11);
        Assert.True(lower[label] > largestOther - 1e-11, $"class {label} is behind at {point:R}");
    }

    // Runs of levels with one answer each, up to a few deviations long; the input lies within the grid.
    private static (Func<int, int> Answer, int Level, GridNoise Noise) Classifier(uint number)
    {
        var noise = GridNoise.Of(Laws[number % Laws.Length], Grid.EightBit);
        var steps = (int)(255 * noise.Law.StandardDeviation);
        var (first, length) = (-noise.Reach - 10, 256 + (2 * noise.Reach) + 20);
        var answers = new int[length];
        for (var (start, run) = (0, 0u); start < length; run++)
        {
            var (w0, w1, _, _) = Philox4x32.Block(run, number, 0, 0, 7, 7);
            var end = Math.Min(length, start + 1 + (int)(w0 % (uint)(4 * steps)));
            answers.AsSpan(start..end).Fill((int)(w1 % Classes));
            start = end;
        }

        var level = (int)(Philox4x32.Block(0, number, 1, 0, 7, 7).W0 % 256);
        return (at => answers[Math.Clamp(at - first, 0, length - 1)], level, noise);
    }

    private static long[] Counts(NoisyInput copies, Func<int, int> answer, int first, int draws)
    {
        var counts = new long[Classes];
        Span<int> sum = stackalloc int[1];
        for (var draw = first; draw < first + draws; draw++)
        {
            copies.WriteLevels(draw, sum);
            counts[answer(sum[0])]++;
        }

        return counts;
    }

    private static double Down(UInt128 parts) => Math.BitDecrement((double)(ulong)(parts >> 12)) * Math.ScaleB(1, -52);

    private static double Up(UInt128 parts) => Directed.AddUp((double)(ulong)(parts >> 12), 1) * Math.ScaleB(1, -52);
}
