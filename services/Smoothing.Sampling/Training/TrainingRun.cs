using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Native;
using Smoothing.Sampling.Training.Checkpoints;
using Smoothing.Sampling.Training.Noise;
using Smoothing.Sampling.Training.Optimizers;
using TorchSharp;

namespace Smoothing.Sampling.Training;

/// <summary>One run, on the thread that trains.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly TrainingJob _job;
    private readonly ITrainingProgress _progress;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellation;
    private readonly TrainingChoices _choices;
    private readonly ImageAugmenter _augmenter;
    private readonly SortedDictionary<string, string> _settings;
    private readonly TrainedModule _module;
    private readonly Optimizer _optimizer;
    private readonly LearningRates _rates;
    private readonly NoisyBatch _batch;
    private readonly Validation? _validation;
    private readonly int _batches;
    private TrainingPosition _position = TrainingPosition.Start;

    /// <summary>Loads all that a run needs.</summary>
    public TrainingRun(
        TrainingJob job, ITrainingProgress progress, TimeProvider time, CancellationToken cancellation)
    {
        (_job, _progress, _time, _cancellation) = (job, progress, time, cancellation);
        var (settings, shape) = (job.Settings, job.Shape);
        TorchRuntime.PrepareThread();
        torch.set_num_threads(settings.Threads);
        var skeleton = File.ReadAllBytes(job.SkeletonFile);
        var dimension = shape.Aggregate(1, (product, extent) => product * extent);
        var data = ExamplesDigest.Of(job.Examples, dimension, job.Classes, cancellation);
        _settings = SettingsText.Of(job, Digest.Of(skeleton), data);
        _choices = new(settings.Seed);
        _augmenter = new(settings.Augmentation, shape[0], shape[1], shape[2]);
        var noise = GridNoise.Of(settings.Law, Grid.EightBit);
        var size = Math.Min(settings.BatchSize, job.Examples.Count);
        // The examples that do not fill a batch are left out of an epoch; they are others in the next.
        _batches = job.Examples.Count / size;
        _rates = new(settings.Schedule, settings.LearningRate, (long)settings.Epochs * _batches);
        _module = new(skeleton, job.Classes);
        _optimizer = Optimizer.Of(settings.Optimizer, _module.Trained, settings.WeightDecay);
        _batch = new(job.Examples, noise, size, shape);
        _validation = job.Validation is { } examples
            ? new(examples, noise, _choices.ValidationNoise, _module, shape)
            : null;
    }

    private int BatchSize => (int)_batch.Labels.shape[0];

    private IReadOnlyCollection<NamedTensor> State =>
    [
        .. _module.Parameters.Select(one => one with { Name = $"parameter {one.Name}" }),
        .. _module.Buffers.Select(one => one with { Name = $"buffer {one.Name}" }),
        .. _optimizer.State,
    ];

    /// <summary>Trains, from the checkpoint if the job says so, and writes the model.</summary>
    public TrainingPosition Run()
    {
        Fill(0, 0);
        _module.WarmUp(_batch.Inputs, _batch.Labels);
        if (_job.Resume)
            _position = Checkpoint.Read(_job.CheckpointFile, _settings, State);
        while (_position.Epoch < _job.Settings.Epochs)
        {
            if (!RunEpoch())
            {
                Keep();
                return _position;
            }
        }

        _module.Save(_job.ModelFile);
        return _position;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _validation?.Dispose();
        _batch.Dispose();
        _optimizer.Dispose();
        _module.Dispose();
    }

    /// <summary>Goes on to the end of the epoch.</summary>
    /// <returns>False when it was cancelled before.</returns>
    private bool RunEpoch()
    {
        var order = _choices.Order(_position.Epoch, _job.Examples.Count);
        while (_position.Batch < _batches)
        {
            if (_cancellation.IsCancellationRequested)
                return false;
            var started = _time.GetTimestamp();
            var learnt = RunBatch(order);
            _position = learnt with { Seconds = learnt.Seconds + _time.GetElapsedTime(started).TotalSeconds };
            _progress.Report(new BatchReport(
                _position.Epoch + 1, _position.Batch, _batches, BatchSize, _position.Loss / _position.Examples,
                (double)_position.Correct / _position.Examples));
        }

        EndEpoch();
        return true;
    }

    private TrainingPosition RunBatch(int[] order)
    {
        var (epoch, batch, size) = (_position.Epoch, _position.Batch, BatchSize);
        Fill(epoch, batch, order);
        torch.manual_seed(_choices.Engine(epoch, batch));
        var (loss, correct) = _module.Learn(_batch.Inputs, _batch.Labels);
        if (!double.IsFinite(loss))
        {
            throw new ModelException(
                "loss", FormattableString.Invariant(
                    $"the loss of epoch {epoch + 1}, batch {batch + 1} is {loss}; a smaller learning rate may help"));
        }

        var step = (long)epoch * _batches + batch;
        _optimizer.Step(_rates.At(step), step + 1);
        return _position with
        {
            Batch = batch + 1,
            Examples = _position.Examples + size,
            Loss = _position.Loss + loss * size,
            Correct = _position.Correct + correct,
        };
    }

    private void Fill(int epoch, int batch, int[]? order = null)
    {
        order ??= _choices.Order(epoch, _job.Examples.Count);
        _batch.Fill(
            order.AsSpan(batch * BatchSize, BatchSize), _choices.Noise, (long)epoch * _job.Examples.Count,
            (example, source, target) =>
                _augmenter.Apply(source, _choices.Augmentation(epoch, example), target));
    }

    private void EndEpoch()
    {
        var done = _position;
        _position = TrainingPosition.AtEpoch(done.Epoch + 1);
        Keep();
        var validated = _validation?.Accuracy(_cancellation);
        _progress.Report(new EpochReport(
            done.Epoch + 1, done.Loss / done.Examples, (double)done.Correct / done.Examples, validated?.Clean,
            validated?.Noisy, _rates.At((long)_position.Epoch * _batches - 1), done.Seconds));
    }

    private void Keep() => Checkpoint.Write(_job.CheckpointFile, _settings, _position, State);
}
