using System.Collections.Immutable;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

/// <summary>The model fixtures and what is asked of them.</summary>
internal static class Fixtures
{
    public const int TileSize = 16;

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Smoothing.Sampler");

    public static string FileOf(string name) => Path.Combine(Folder, name + ".pt");

    public static ModelProber Prober(double seconds = 180) => new(Program, "cpu", TimeSpan.FromSeconds(seconds));

    /// <summary>Checks a fixture, or a file of a path.</summary>
    public static Task<ModelReport> CheckAsync(string model, ModelManifest manifest) => Prober().CheckAsync(
        Path.IsPathRooted(model) ? model : FileOf(model), manifest, TestContext.Current.CancellationToken);

    public static ModelManifest Manifest(string name, int classes, int tileSize = TileSize) => new(
        name, "1", [1, 2, 2], Layout.Chw, Grid.EightBit, classes, [], tileSize, Precision.Binary32);

    /// <summary>A fixture in this process, without a probe: only for those that are known to be harmless.</summary>
    public static ModelEntry Load(string name, int classes, int tileSize = TileSize) => new(
        name, LoadedModel.Load(Manifest(name, classes, tileSize), File.ReadAllBytes(FileOf(name)), "cpu"));

    public static SamplingEngine Engine(int workers = 1, int queueLimit = 8) =>
        new(new SamplingOptions(workers, queueLimit), TimeProvider.System);

    public static SampleRequest Request(
        ModelEntry model, DrawRange range, long reportEvery = 0, double deviation = 0.25, uint seed = 7) => new(
        model, [10, 200, 100, 255], new GaussianLaw(deviation), Seed.FromNumber(seed), range, reportEvery);

    public static async Task<ClassCounts> CountAsync(this SamplingEngine engine, SampleRequest request)
    {
        using var run = engine.Start(request);
        return await run.TotalAsync();
    }

    public static async Task<ClassCounts> TotalAsync(this SampleRun run) =>
        (await run.Counts.ToListAsync(TestContext.Current.CancellationToken)).Aggregate((a, b) => a.Then(b));

    public static void AssertEqual(ClassCounts expected, ClassCounts actual)
    {
        Assert.Equal(expected.Range, actual.Range);
        Assert.Equal(expected.ByClass, actual.ByClass);
        Assert.Equal(expected.Unusable, actual.Unusable);
    }

    public static ImmutableArray<long> Zeros(int count) => [.. new long[count]];
}
