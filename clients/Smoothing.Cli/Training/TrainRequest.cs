using Smoothing.Data;
using Smoothing.Sampling.Training;

namespace Smoothing.Cli.Training;

/// <summary>What `smoothing train` is asked for.</summary>
/// <param name="Skeleton">What is trained.</param>
/// <param name="Data">File of images.</param>
/// <param name="DataOptions">How they are read.</param>
/// <param name="Validation">File of other images.</param>
/// <param name="ValidationLabels">File of their labels.</param>
/// <param name="Settings">How to train; its threads are those for a run that begins.</param>
/// <param name="Threads">Threads, where they were given.</param>
/// <param name="Classes">Classes that the skeleton must have, where they were given.</param>
/// <param name="Output">Files that are written.</param>
/// <param name="Resume">Whether to go on from the checkpoint.</param>
/// <param name="Force">Whether files that exist are replaced.</param>
/// <param name="Json">Whether rows are JSON.</param>
internal sealed record TrainRequest(
    SkeletonFile Skeleton,
    string Data,
    ImageSetOptions DataOptions,
    string? Validation,
    string? ValidationLabels,
    TrainingSettings Settings,
    int? Threads,
    int? Classes,
    TrainOutput Output,
    bool Resume,
    bool Force,
    bool Json);
