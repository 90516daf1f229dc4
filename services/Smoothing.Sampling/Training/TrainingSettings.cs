using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;

namespace Smoothing.Sampling.Training;

/// <summary>What decides the weights that a run ends with, beside the skeleton and the data.</summary>
/// <param name="Law">Noise law; its table on the 8-bit grid must exist.</param>
/// <param name="Epochs">Passes over the examples. At least 1.</param>
/// <param name="BatchSize">Examples of a step. At least 1.</param>
/// <param name="LearningRate">Largest learning rate. Finite, above 0.</param>
/// <param name="Optimizer">How weights follow gradients.</param>
/// <param name="WeightDecay">Finite, at least 0.</param>
/// <param name="Schedule">How the learning rate changes.</param>
/// <param name="Augmentation">How images are changed.</param>
/// <param name="Seed">Seed of noise, order and augmentation.</param>
/// <param name="Threads">Intra-op threads, on which the last bits depend. At least 1.</param>
public sealed record TrainingSettings(
    NoiseLaw Law,
    int Epochs,
    int BatchSize,
    double LearningRate,
    OptimizerKind Optimizer,
    double WeightDecay,
    RateSchedule Schedule,
    Augmentation Augmentation,
    Seed Seed,
    int Threads);
