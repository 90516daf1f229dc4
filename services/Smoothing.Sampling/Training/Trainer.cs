using System.Globalization;
using Smoothing.Draws.Counting;
using Smoothing.Sampling.Native;
using Smoothing.Sampling.Training.Checkpoints;

namespace Smoothing.Sampling.Training;

/// <summary>Trains a TorchScript skeleton on noisy copies of examples, as the model will see them when it is certified.
/// </summary>
/// <remarks>
/// <para>Noise is a whole number of levels from the same table and generator as in certification, never clipped, and
/// new in every epoch (Gaussian augmentation: Cohen, Rosenfeld and Kolter, "Certified adversarial robustness via
/// randomized smoothing", ICML 2019, section 3.3).</para>
/// <para>A run is a function of the skeleton, the examples and the settings, bit for bit on one kind of processor; so
/// it ends with the same weights when it is interrupted and resumed.</para>
/// </remarks>
public static class Trainer
{
    // Torch has one generator, which dropout draws from, and one number of threads for a process.
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Trains on a thread of its own, after the runs that were begun before in this process.</summary>
    /// <param name="job">What and how.</param>
    /// <param name="progress">Hears how it goes.</param>
    /// <param name="time">Measures how long it takes.</param>
    /// <param name="cancellation">Stops it at the next batch, with a checkpoint.</param>
    /// <returns>
    /// Where it ended: after all epochs, with the model written; or earlier when it was cancelled, with a checkpoint.
    /// </returns>
    /// <exception cref="ModelException">
    /// The skeleton cannot be trained. Check "loss": the loss is not finite; the last checkpoint stays.
    /// </exception>
    /// <exception cref="CheckpointException">The checkpoint is of another run, damaged, or no checkpoint.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the first batch.</exception>
    public static async Task<TrainingPosition> RunAsync(
        TrainingJob job, ITrainingProgress progress, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfNotEqual(job.Shape.Length, 3);
        if ((long)job.Settings.Epochs * job.Examples.Count > DrawRange.Limit)
            throw new ArgumentOutOfRangeException(nameof(job), job.Settings.Epochs, "epochs · examples at most 2^32");
        await Turn.WaitAsync(cancellation);
        try
        {
            return await TorchThread.RunAsync(() =>
            {
                using var run = new TrainingRun(job, progress, time, cancellation);
                return run.Run();
            });
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>The number of threads that a checkpoint was written with.</summary>
    /// <exception cref="CheckpointException">The file is damaged, or no checkpoint.</exception>
    public static int ThreadsOf(string checkpointFile) =>
        int.TryParse(
            Checkpoint.SettingsOf(checkpointFile).GetValueOrDefault("threads"), NumberStyles.None,
            CultureInfo.InvariantCulture, out var threads) && threads >= 1
            ? threads
            : throw new CheckpointException(["it does not tell its number of threads"]);
}
