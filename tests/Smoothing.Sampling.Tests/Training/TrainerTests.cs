using Smoothing.Draws.Counting;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Training;

namespace Smoothing.Sampling.Tests.Training;

[Collection(TrainingGroup.Name)]
public sealed class TrainerTests : IDisposable
{
    private readonly TrainingPlace _place = new();

    [Fact]
    public async Task A_separable_task_is_learnt_under_noise()
    {
        using var progress = new RecordedProgress();
        var job = _place.Job(TrainingPlace.Settings with { Epochs = 12 }) with { Validation = new ToyExamples(300) };
        await TrainingPlace.RunAsync(job, progress);

        Assert.Equal(12, progress.Epochs.Count);
        Assert.True(progress.Epochs[^1].Loss < 0.6 * progress.Epochs[0].Loss, $"{progress.Epochs[^1]}");
        Assert.InRange(progress.Epochs[^1].ValidationClean!.Value, 0.99, 1);
        Assert.InRange(progress.Epochs[^1].ValidationNoisy!.Value, 0.9, 1);
    }

    [Fact]
    public async Task The_model_passes_the_probe_and_is_sampled()
    {
        await TrainingPlace.RunAsync(_place.Job(TrainingPlace.Settings with { Epochs = 12 }));
        var manifest = Fixtures.Manifest("model", 3);
        var stop = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.ChangeExtension(_place.Model, ".json"), ManifestJson.Write(manifest), stop);

        using var registry = await ModelRegistry.LoadFileAsync(
            Path.ChangeExtension(_place.Model, ".json"), _place.Model, Fixtures.Prober(), "cpu", stop);
        var model = Assert.Single(registry.Entries);
        Assert.Null(model.Refusal);
        using var engine = Fixtures.Engine();
        var counts = await engine.CountAsync(new(
            model, [0, 250, 6, 9], NoiseLaw.Gaussian(0.25), Seed.FromNumber(5), new DrawRange(0, 1000), 0));
        Assert.InRange(counts.ByClass[1], 900, 1000);
    }

    [Fact]
    public async Task One_seed_gives_one_model_and_another_gives_another()
    {
        var first = await _place.ModelOfAsync(_place.Job());
        Assert.Equal(first, await _place.ModelOfAsync(_place.Job()));
        Assert.NotEqual(
            first, await _place.ModelOfAsync(_place.Job(TrainingPlace.Settings with { Seed = Seed.FromNumber(2) })));
    }

    [Fact]
    public async Task The_law_is_a_part_of_what_is_learnt()
    {
        var gaussian = await _place.ModelOfAsync(_place.Job());
        Assert.NotEqual(
            gaussian, await _place.ModelOfAsync(_place.Job(
                TrainingPlace.Settings with { Law = NoiseLaw.Gaussian(0.5) })));
    }

    [Fact]
    public async Task Batches_are_whole_and_reported_in_order()
    {
        using var progress = new RecordedProgress();
        await TrainingPlace.RunAsync(_place.Job(TrainingPlace.Settings with { Epochs = 2 }), progress);

        Assert.Equal(
            [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4)],
            progress.Batches.Select(batch => (batch.Epoch, batch.Batch)));
        Assert.All(progress.Batches, batch => Assert.Equal((4, 16), (batch.Batches, batch.BatchSize)));
        Assert.All(progress.Epochs, epoch => Assert.Null(epoch.ValidationClean));
    }

    [Fact]
    public async Task Fewer_examples_than_a_batch_are_one_batch()
    {
        using var progress = new RecordedProgress();
        await TrainingPlace.RunAsync(_place.Job(TrainingPlace.Settings with { BatchSize = 1000 }), progress);
        Assert.All(progress.Batches, batch => Assert.Equal((1, 70), (batch.Batches, batch.BatchSize)));
    }

    [Fact]
    public async Task A_loss_that_is_not_finite_stops_the_run_with_its_place()
    {
        var job = _place.Job(TrainingPlace.Settings with { LearningRate = 1e30, Optimizer = OptimizerKind.Sgd });
        var refusal = await Assert.ThrowsAsync<ModelException>(() => TrainingPlace.RunAsync(job));
        Assert.Equal("loss", refusal.Check);
        Assert.Contains("epoch 1, batch 2 is NaN", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("smaller learning rate", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_place.Model));
    }

    [Fact]
    public async Task A_module_without_weights_is_refused()
    {
        var job = _place.Job() with { SkeletonFile = Fixtures.FileOf("linear_3") };
        var refusal = await Assert.ThrowsAsync<ModelException>(() => TrainingPlace.RunAsync(job));
        Assert.Equal("parameters", refusal.Check);
    }

    [Fact]
    public async Task A_module_with_other_classes_is_refused()
    {
        var job = _place.Job() with { Classes = 4 };
        var refusal = await Assert.ThrowsAsync<ModelException>(() => TrainingPlace.RunAsync(job));
        Assert.Equal("class_count", refusal.Check);
    }

    [Fact]
    public async Task A_label_beyond_the_classes_is_named()
    {
        var job = _place.Job() with { Examples = new ToyExamples(40, classes: 4) };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => TrainingPlace.RunAsync(job));
        Assert.Contains("label 3 of example 3 is not in [0, 3)", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _place.Dispose();
}
