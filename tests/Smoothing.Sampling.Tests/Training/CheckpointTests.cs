using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Training;

namespace Smoothing.Sampling.Tests.Training;

[Collection(TrainingGroup.Name)]
public sealed class CheckpointTests : IDisposable
{
    private readonly TrainingPlace _place = new();

    [Theory]
    [InlineData(OptimizerKind.Adam, 1)]
    [InlineData(OptimizerKind.Adam, 6)]
    [InlineData(OptimizerKind.Sgd, 4)]
    [InlineData(OptimizerKind.Sgd, 11)]
    public async Task A_run_that_was_interrupted_ends_with_the_same_model(OptimizerKind optimizer, int batches)
    {
        var settings = TrainingPlace.Settings with { Optimizer = optimizer };
        using var whole = new TrainingPlace();
        var expected = await whole.ModelOfAsync(whole.Job(settings));

        var end = await TrainingPlace.InterruptAsync(_place.Job(settings), batches);
        Assert.Equal((batches / 4, batches % 4), (end.Epoch, end.Batch));
        Assert.False(File.Exists(_place.Model));
        Assert.Equal(expected, await _place.ModelOfAsync(_place.Job(settings, resume: true)));
    }

    [Fact]
    public async Task A_run_may_be_interrupted_again_and_again()
    {
        using var whole = new TrainingPlace();
        using var undisturbed = new RecordedProgress();
        await TrainingPlace.RunAsync(whole.Job(), undisturbed);

        await TrainingPlace.InterruptAsync(_place.Job(), 2);
        await TrainingPlace.InterruptAsync(_place.Job(resume: true), 1);
        using var last = new RecordedProgress();
        await TrainingPlace.RunAsync(_place.Job(resume: true), last);

        Assert.Equal(9, last.Batches.Count);
        Assert.Equal(undisturbed.Batches.Skip(3), last.Batches);
        Assert.Equal(
            undisturbed.Epochs.Select(epoch => epoch with { Seconds = 0 }),
            last.Epochs.Select(epoch => epoch with { Seconds = 0 }));
        Assert.Equal(await File.ReadAllBytesAsync(whole.Model, TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(_place.Model, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_run_that_lost_its_model_gets_it_from_the_last_checkpoint()
    {
        var expected = await _place.ModelOfAsync(_place.Job());
        File.Delete(_place.Model);
        using var progress = new RecordedProgress();
        await TrainingPlace.RunAsync(_place.Job(resume: true), progress);

        Assert.Empty(progress.Batches);
        Assert.Equal(expected, Digest.Of(await File.ReadAllBytesAsync(
            _place.Model, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task All_settings_that_differ_are_told()
    {
        await TrainingPlace.InterruptAsync(_place.Job(), 1);
        var other = new TrainingSettings(
            NoiseLaw.Laplace(0.5), 4, 8, 0.01, OptimizerKind.Sgd, 0, RateSchedule.Step, Augmentation.CropFlip,
            Seed.FromNumber(9), 2);

        string[] faults = [.. await TrainingPlace.FaultsAsync(
            _place.Job(other, resume: true) with { Examples = new ToyExamples(71) })];

        Assert.Equal(
            ["augment", "batch", "data", "epochs", "learning_rate", "noise", "optimizer", "schedule", "seed",
                "threads", "weight_decay"],
            faults.Select(fault => fault.Split(' ')[0]));
        Assert.Contains("augment is crop-flip, that of the checkpoint is none", faults);
        Assert.Contains("noise is laplace:0.5, that of the checkpoint is gaussian:0.25", faults);
        Assert.Contains("seed is 9, that of the checkpoint is 1", faults);
        Assert.Contains("learning_rate is 0.01, that of the checkpoint is 0.03", faults);
    }

    [Fact]
    public async Task A_checkpoint_of_another_skeleton_is_refused()
    {
        await TrainingPlace.InterruptAsync(_place.Job(), 1);
        var job = _place.Job(resume: true) with { SkeletonFile = Copy(Fixtures.FileOf("skeleton_3")) };
        var fault = Assert.Single(await TrainingPlace.FaultsAsync(job));
        Assert.StartsWith("skeleton is sha256 ", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(2000)]
    public async Task A_checkpoint_that_was_cut_off_is_refused(int length)
    {
        await TrainingPlace.InterruptAsync(_place.Job(), 1);
        var stop = TestContext.Current.CancellationToken;
        var bytes = await File.ReadAllBytesAsync(_place.Checkpoint, stop);
        Assert.True(bytes.Length > length);
        await File.WriteAllBytesAsync(_place.Checkpoint, bytes[..length], stop);
        var fault = Assert.Single(await TrainingPlace.FaultsAsync(_place.Job(resume: true)));
        Assert.StartsWith("it cannot be read as a checkpoint: ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bit_that_flipped_in_a_tensor_is_found()
    {
        await TrainingPlace.InterruptAsync(_place.Job(), 1);
        var stop = TestContext.Current.CancellationToken;
        var bytes = await File.ReadAllBytesAsync(_place.Checkpoint, stop);
        // The tensors are the longest run of bytes, before the directory at the end.
        bytes[^600] ^= 1;
        await File.WriteAllBytesAsync(_place.Checkpoint, bytes, stop);
        Assert.Contains("cannot be read as a checkpoint", Assert.Single(
            await TrainingPlace.FaultsAsync(_place.Job(resume: true))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_threads_of_a_checkpoint_are_told()
    {
        await TrainingPlace.InterruptAsync(_place.Job(TrainingPlace.Settings with { Threads = 2 }), 1);
        Assert.Equal(2, Trainer.ThreadsOf(_place.Checkpoint));
    }

    [Fact]
    public async Task Nothing_is_left_beside_a_checkpoint()
    {
        await TrainingPlace.InterruptAsync(_place.Job(), 5);
        Assert.Equal([_place.Checkpoint], Directory.GetFiles(Path.GetDirectoryName(_place.Checkpoint)!));
    }

    public void Dispose() => _place.Dispose();

    /// <summary>A file that is the same to the engine, not to a digest.</summary>
    private string Copy(string file)
    {
        var path = Path.Combine(Path.GetDirectoryName(_place.Model)!, "skeleton.pt");
        File.Copy(file, path);
        using var archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Update);
        archive.CreateEntry("skeleton_3/extra/note");
        return path;
    }
}
