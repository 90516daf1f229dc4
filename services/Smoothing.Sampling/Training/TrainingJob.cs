using System.Collections.Immutable;

namespace Smoothing.Sampling.Training;

/// <summary>What is trained on what, and where it goes.</summary>
/// <param name="SkeletonFile">
/// TorchScript file to begin with. Probe it before: some files end the process that loads them.
/// </param>
/// <param name="Shape">Shape of one input, [channels, height, width].</param>
/// <param name="Classes">Number of classes that the skeleton answers.</param>
/// <param name="Examples">Examples to train with.</param>
/// <param name="Validation">Examples to measure the accuracy with after each epoch; null for none.</param>
/// <param name="Settings">How to train.</param>
/// <param name="ModelFile">Where the trained model is written, in eval mode. A file that exists is replaced.</param>
/// <param name="CheckpointFile">Where checkpoints are written. A file that exists is replaced.</param>
/// <param name="Resume">Whether to go on from the checkpoint.</param>
public sealed record TrainingJob(
    string SkeletonFile,
    ImmutableArray<int> Shape,
    int Classes,
    ITrainingExamples Examples,
    ITrainingExamples? Validation,
    TrainingSettings Settings,
    string ModelFile,
    string CheckpointFile,
    bool Resume);
