using Smoothing.Draws.Counting;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Sampling;
using Smoothing.Sampling.Models;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>The counts of a processor, to which those of a GPU are compared.</summary>
internal static class ProcessorCounts
{
    /// <summary>Counts draws of a model's input as a service on the processor would, in small tiles.</summary>
    /// <returns>The counts [class].</returns>
    public static async Task<long[]> OfAsync(MeasuredModel model, NoiseLaw law, Seed run, long draws)
    {
        var manifest = model.Manifest with
        {
            Form = new(ModelManifest.DefaultTileSize, Engine.Libtorch, MemoryFormat.ChannelsLast),
        };
        using var loaded = LoadedModel.Load(manifest, await File.ReadAllBytesAsync(model.File), "cpu");
        using var engine = new SamplingEngine(new SamplingOptions(Environment.ProcessorCount, 1), TimeProvider.System);
        using var counting = engine.Start(new(
            new ModelEntry(manifest.Name, loaded), [.. model.Levels.Select(level => (int)level)], law, run,
            new DrawRange(0, draws), 0));
        var total = new long[manifest.Classes];
        await foreach (var counts in counting.Counts)
        {
            for (var i = 0; i < total.Length; i++)
                total[i] += counts.ByClass[i];
        }

        return total;
    }
}
