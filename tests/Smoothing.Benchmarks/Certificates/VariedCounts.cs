using Smoothing.Certification.Evidences;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;

namespace Smoothing.Benchmarks.Certificates;

/// <summary>Counts of a run: one model, one noise, and another input and another count each time.</summary>
internal static class VariedCounts
{
    /// <summary>Estimation draws of an input.</summary>
    public const int Draws = 100_000;

    /// <summary>Error probability.</summary>
    public const double Error = 0.001;

    /// <summary>Standard deviation of the Gaussian noise.</summary>
    public const double Deviation = 0.25;

    private const int SelectionDraws = 100;
    private const int Classes = 10;
    private const long Dimension = 3072;

    // Prime, and so without a common factor with Draws / 2: 50,000 counts follow before one comes back.
    private const long Stride = 30_911;

    private static readonly NoiseLaw Law = NoiseLaw.Gaussian(Deviation);
    private static readonly double Slack = GridNoise.Slack(Law, Grid.EightBit, Dimension);
    private static readonly Seed RunSeed = Seed.FromNumber(2026);

    private static readonly RuntimeFingerprint Runtime =
        new("libtorch", "2.10.0", "AVX2", "cpu", Precision.Binary32, 256, "contiguous");

    /// <summary>The count of the top class for an input: more than half of the draws, evenly spread.</summary>
    public static long Top(int input) => (Draws / 2) + 1 + (input * Stride % (Draws / 2));

    /// <summary>The evidence about an input.</summary>
    public static Evidence Evidence(int input)
    {
        var digest = Digest.Of(BitConverter.GetBytes(input));
        var source = new SampleSource(
            "models/resnet20", "1", Digest.Of("weights"u8), digest, Dimension, Classes, Law, Grid.EightBit, Slack,
            RunSeed, Seed.ForInput(RunSeed, digest), NoisyInput.GeneratorName, Runtime);
        var first = new DrawRange(0, SelectionDraws).NextTileStart(Runtime.TileSize);
        return new(
            [new(source, [Counts(0, SelectionDraws, SelectionDraws)])],
            [new(source, [Counts(first, Draws, Top(input))])]);
    }

    /// <summary>The evidence about many inputs.</summary>
    public static Evidence[] Evidence(int first, int inputs) =>
        [.. Enumerable.Range(first, inputs).Select(input => Evidence(input))];

    // What is not the top class is in two others.
    private static ClassCounts Counts(long first, long draws, long top)
    {
        var byClass = new long[Classes];
        var third = (draws - top) / 3;
        (byClass[3], byClass[5], byClass[8]) = (top, draws - top - third, third);
        return new(new DrawRange(first, draws), [.. byClass], 0);
    }
}
