using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.Numerics;

namespace Smoothing.Certification.Tests;

/// <summary>
/// A classifier that reads the rounding of x + noise: with plain floats its certificate is false, on the grid it is
/// not.
/// </summary>
/// <remarks>
/// J. Jin, O. Ohrimenko, B. Rubinstein, "Getting a-round guarantees: floating-point attacks on certified robustness",
/// 2022; V. Voracek, M. Hein, "Sound randomized smoothing in floating-point arithmetic", ICLR 2023.
/// </remarks>
public sealed class FloatAttackTests
{
    private const double Deviation = 0.5;
    private const int Selection = 1000;
    private const int Estimation = 100_000;
    private static readonly GaussianLaw Law = new(Deviation);

    [Fact]
    public void Plain_floats_certify_what_is_false()
    {
        const float X = 0.9f;
        const float Near = 0.03f;
        var certificate = Samples.Certified(Samples.Evidence(
            Samples.SourceOf(Law, Grid.EightBit, [230], 2),
            Answers(Selection, draw => Answer(PlainNoise.Draw(X, Deviation, draw, 1), X)),
            Answers(Estimation, draw => Answer(PlainNoise.Draw(X, Deviation, draw, 2), X))));
        var elsewhere = Answers(Estimation, draw => Answer(PlainNoise.Draw(Near, Deviation, draw, 3), X));

        Assert.Equal(0, certificate.Class);
        Assert.InRange(Samples.Radius(certificate), 1.9055, 1.9065);
        Assert.True(Math.Abs(X - Near) < Samples.Radius(certificate));
        // At error 1e-9, class 0 is answered with a probability below 1/2 at a point inside the ball.
        Assert.InRange(BinomialBound.UpperBound(elsewhere[0], Estimation, 1e-9), 0, 0.499);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"plain radius {Samples.Radius(certificate):R}, class 0 at .03: {elsewhere[0]} of {Estimation}");
    }

    [Fact]
    public void The_same_classifier_on_the_grid_has_a_true_certificate()
    {
        const int Level = 230;
        var x = Grid.EightBit.NumberOf(Level);
        var noise = GridNoise.Of(Law, Grid.EightBit);
        var source = Samples.SourceOf(Law, Grid.EightBit, [Level], 2);
        var copies = new NoisyInput(noise, [Level], source.Seed);
        var certificate = Samples.Certified(Samples.Evidence(
            source,
            Answers(Selection, draw => Answer(Copy(copies, draw), x)),
            Answers(Estimation, draw => Answer(Copy(copies, Selection + draw), x))));
        var law = new GridLaw(noise, level => Answer(Grid.EightBit.NumberOf(level), x));
        var (radius, label) = (Samples.Radius(certificate), certificate.Class!.Value);

        var inside = 0;
        for (var level = -200; level <= 500; level++)
        {
            // Half of the numbers that the thresholds of 2^-64 stand for, and far more than the slack.
            var half = (UInt128.One << 63) + (UInt128.One << 32);
            if (Math.Abs(level - Level) / 255.0 < radius)
            {
                inside++;
                Assert.True(law.AtLevel(level, label) > half, $"class {label} has no majority at level {level}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"grid radius {radius:R}, class {label}, {inside} levels inside, "
            + $"class 0 there: {(double)law.AtLevel(Level, 0) * Math.ScaleB(1, -64):R}");
    }

    private static float Copy(NoisyInput copies, long draw)
    {
        Span<float> number = stackalloc float[1];
        copies.Write(draw, number);
        return number[0];
    }

    // Class 0 where adding and taking off x loses nothing, each operation rounded to binary32.
    private static int Answer(float y, float x)
    {
        var difference = y - x;
        var back = difference + x;
        return back == y ? 0 : 1;
    }

    private static long[] Answers(int draws, Func<uint, int> answer)
    {
        var counts = new long[2];
        for (var draw = 0u; draw < draws; draw++)
            counts[answer(draw)]++;
        return counts;
    }
}
