namespace Smoothing.Sampling.Training;

/// <summary>How far a run is, and what its epoch has seen.</summary>
/// <param name="Epoch">Epochs that are complete.</param>
/// <param name="Batch">Batches of the next epoch that are complete.</param>
/// <param name="Examples">Examples in those batches.</param>
/// <param name="Loss">Sum of their losses.</param>
/// <param name="Correct">Number of them that the model, as it was then, answered rightly.</param>
/// <param name="Seconds">Time that those batches took.</param>
public sealed record TrainingPosition(
    int Epoch, int Batch, long Examples, double Loss, long Correct, double Seconds)
{
    /// <summary>Before the first batch.</summary>
    public static TrainingPosition Start { get; } = AtEpoch(0);

    /// <summary>Before the first batch of an epoch.</summary>
    public static TrainingPosition AtEpoch(int epoch) => new(epoch, 0, 0, 0, 0, 0);
}
