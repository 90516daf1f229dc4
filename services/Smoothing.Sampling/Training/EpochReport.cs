namespace Smoothing.Sampling.Training;

/// <summary>An epoch is done, and its checkpoint is written.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">Mean loss of its examples.</param>
/// <param name="Accuracy">Accuracy on its examples, under noise, while they were learnt from. In [0, 1].</param>
/// <param name="ValidationClean">Accuracy on the validation examples without noise; null without such.</param>
/// <param name="ValidationNoisy">Accuracy on one noisy copy of each of them; null without such.</param>
/// <param name="LearningRate">Learning rate of its last batch.</param>
/// <param name="Seconds">Time that its batches took, without the validation.</param>
public sealed record EpochReport(
    int Epoch,
    double Loss,
    double Accuracy,
    double? ValidationClean,
    double? ValidationNoisy,
    double LearningRate,
    double Seconds);
