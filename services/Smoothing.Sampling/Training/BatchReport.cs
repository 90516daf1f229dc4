namespace Smoothing.Sampling.Training;

/// <summary>A batch is done.</summary>
/// <param name="Epoch">Its epoch, from 1.</param>
/// <param name="Batch">The batch, from 1.</param>
/// <param name="Batches">Batches of an epoch.</param>
/// <param name="BatchSize">Examples of a batch.</param>
/// <param name="Loss">Mean loss of the epoch so far.</param>
/// <param name="Accuracy">Accuracy of the epoch so far, under noise. In [0, 1].</param>
public sealed record BatchReport(int Epoch, int Batch, int Batches, int BatchSize, double Loss, double Accuracy);
