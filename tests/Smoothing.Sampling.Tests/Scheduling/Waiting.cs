using Smoothing.Draws.Counting;
using Smoothing.Draws.Generator;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Measuring;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Scheduling;

namespace Smoothing.Sampling.Tests.Scheduling;

/// <summary>Jobs that have tiles to give, without an engine that takes them.</summary>
internal static class Waiting
{
    private static readonly ModelEntry Linear = Fixtures.Load("linear_3", 3);

    private static readonly NoisyInput Input = new(
        GridNoise.Of(new GaussianLaw(0.25), Linear.Manifest!.Grid), [10, 200, 100, 255], Seed.FromNumber(7));

    public static SampleJob Job(int tiles, int window = 4)
    {
        var job = new SampleJob(Linear.Model!, new DrawRange(0, tiles * Fixtures.TileSize), window, least: 1)
        {
            Measures = new JobMeasures(new ModelMeasures("linear_3", "cpu"), accepted: 0),
        };
        job.Provide(Input);
        return job;
    }

    /// <summary>Takes a tile, which is done at once.</summary>
    public static void Serve(SampleJob job) => job.Record(job.TakeTile(limit: 1));
}
