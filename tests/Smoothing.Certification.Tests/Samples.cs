using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;

namespace Smoothing.Certification.Tests;

/// <summary>Evidence about made-up models, which the tests take as it is or alter.</summary>
internal static class Samples
{
    internal static readonly Seed RunSeed = Seed.FromNumber(1);

    internal static readonly SampleSource Source = SourceOf(new GaussianLaw(0.25), Grid.EightBit, [7], 3);

    internal static SampleSource SourceOf(NoiseLaw law, Grid grid, int[] levels, int classes)
    {
        var input = Digest.OfLevels(levels);
        return new(
            "models/made-up", "1", Digest.Of("model"u8), input, levels.Length, classes, law, grid,
            GridNoise.Slack(law, grid, levels.Length), RunSeed, Seed.ForInput(RunSeed, input), NoisyInput.GeneratorName,
            new("none", "0", "none", "cpu", Precision.Binary32, 1, "contiguous"));
    }

    /// <summary>Counts [class] from a draw on; what is left of the length is unusable.</summary>
    internal static ClassCounts Counts(long first, long[] byClass, long unusable = 0) =>
        new(new DrawRange(first, byClass.Sum() + unusable), [.. byClass], unusable);

    internal static Evidence Evidence(
        SampleSource source, long[] selection, long[] estimation, long unusable = 0) => new(
        [new(source, [Counts(0, selection)])],
        [new(source, [Counts(selection.Sum(), estimation, unusable)])]);

    internal static Evidence Evidence(long[] selection, long[] estimation, long unusable = 0) =>
        Evidence(Source, selection, estimation, unusable);

    internal static Certificate Certified(
        Evidence evidence, double error = 0.001, IntervalMethod? method = null) =>
        CountsCertifier.Certify(evidence, error, method ?? IntervalMethod.ClopperPearson, Norms.Usual);

    internal static Certificate Certified(long[] selection, long[] estimation, double error = 0.001) =>
        Certified(Evidence(selection, estimation), error);

    /// <summary>The largest radius of a certificate in a norm; 0 when it abstains.</summary>
    internal static double Radius(Certificate certificate, double norm = 2) => certificate.Outcome is Claims claims
        ? Assert.Single(claims.Balls, ball => ball.Norm == norm && ball.BestForNorm).Radius
        : 0;

    /// <summary>The largest radius that draws can give in one dimension, in the norm of the law's theorem.</summary>
    internal static double Largest(long draws, double error, NoiseLaw law, double slack) =>
        CountsCertifier.LargestRadius(
            draws, error, IntervalMethod.ClopperPearson, law, slack, 1, Norms.Of(law));
}
