using System.Globalization;
using Smoothing.Draws.Identity;

namespace Smoothing.Sampling.Training.Checkpoints;

/// <summary>All that decides the weights of a run, as names and values that people read.</summary>
internal static class SettingsText
{
    /// <summary>The settings of a run.</summary>
    public static SortedDictionary<string, string> Of(TrainingJob job, Digest skeleton, Digest data) =>
        new(StringComparer.Ordinal)
        {
            ["skeleton"] = $"sha256 {skeleton}",
            ["data"] = $"sha256 {data}",
            ["noise"] = job.Settings.Law.ToString(),
            ["epochs"] = Text(job.Settings.Epochs),
            ["batch"] = Text(job.Settings.BatchSize),
            ["learning_rate"] = Text(job.Settings.LearningRate),
            ["optimizer"] = Name(job.Settings.Optimizer),
            ["weight_decay"] = Text(job.Settings.WeightDecay),
            ["schedule"] = Name(job.Settings.Schedule),
            ["augment"] = Name(job.Settings.Augmentation),
            ["seed"] = Text(job.Settings.Seed.ToNumber()),
            ["threads"] = Text(job.Settings.Threads),
        };

    /// <summary>What differs between two runs.</summary>
    /// <returns>A text for each setting that differs.</returns>
    public static IEnumerable<string> Differences(
        IReadOnlyDictionary<string, string> given, IReadOnlyDictionary<string, string> kept) =>
        given.Keys.Union(kept.Keys).Order(StringComparer.Ordinal)
            .Where(name => given.GetValueOrDefault(name) != kept.GetValueOrDefault(name))
            .Select(name => $"{name} is {Shown(given, name)}, that of the checkpoint is {Shown(kept, name)}");

    private static string Shown(IReadOnlyDictionary<string, string> settings, string name) =>
        settings.GetValueOrDefault(name) ?? "not known";

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    // CropFlip is crop-flip.
    private static string Name<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{c}" : $"{c}"))
            .ToLowerInvariant();
}
