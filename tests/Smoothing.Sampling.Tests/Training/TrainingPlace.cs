using System.Collections.Immutable;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Training;

namespace Smoothing.Sampling.Tests.Training;

/// <summary>A folder for the runs of one test.</summary>
internal sealed class TrainingPlace : IDisposable
{
    public static readonly TrainingSettings Settings = new(
        NoiseLaw.Gaussian(0.25), Epochs: 3, BatchSize: 16, LearningRate: 0.03, OptimizerKind.Adam, WeightDecay: 0.01,
        RateSchedule.Cosine, Augmentation.None, Seed.FromNumber(1), Threads: 1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smoothing-train-");

    public string Model => Path.Combine(_folder.FullName, "model.pt");

    public string Checkpoint => Path.Combine(_folder.FullName, "model.pt.checkpoint");

    public TrainingJob Job(TrainingSettings? settings = null, bool resume = false) => new(
        Fixtures.FileOf("skeleton_3"), [1, 2, 2], 3, new ToyExamples(70), null, settings ?? Settings, Model, Checkpoint,
        resume);

    public static async Task<TrainingPosition> RunAsync(TrainingJob job, RecordedProgress? progress = null)
    {
        using var kept = progress is null ? new RecordedProgress() : null;
        var used = progress ?? kept!;
        return await Trainer.RunAsync(job, used, TimeProvider.System, used.Cancellation);
    }

    /// <summary>The file that a run ends with.</summary>
    public async Task<Digest> ModelOfAsync(TrainingJob job)
    {
        await RunAsync(job);
        return Digest.Of(await File.ReadAllBytesAsync(Model, TestContext.Current.CancellationToken));
    }

    /// <summary>Why a run cannot go on from the checkpoint here.</summary>
    public static async Task<ImmutableArray<string>> FaultsAsync(TrainingJob job) =>
        (await Assert.ThrowsAsync<CheckpointException>(() => RunAsync(job))).Faults;

    /// <summary>Leaves a checkpoint after some batches.</summary>
    public static async Task<TrainingPosition> InterruptAsync(TrainingJob job, int batches)
    {
        using var progress = new RecordedProgress(batches);
        return await RunAsync(job, progress);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
