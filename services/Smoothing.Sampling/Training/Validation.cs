using Smoothing.Draws.Identity;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Training.Noise;

namespace Smoothing.Sampling.Training;

/// <summary>Measures the accuracy of a module on examples that it does not learn from.</summary>
internal sealed class Validation : IDisposable
{
    private const int BatchSize = 256;

    private readonly ITrainingExamples _examples;
    private readonly Seed _seed;
    private readonly TrainedModule _module;
    private readonly NoisyBatch _batch;

    /// <summary>Prepares the measurement.</summary>
    public Validation(
        ITrainingExamples examples, GridNoise noise, Seed seed, TrainedModule module, IReadOnlyList<int> shape)
    {
        (_examples, _seed, _module) = (examples, seed, module);
        _batch = new(examples, noise, BatchSize, shape);
    }

    /// <summary>Measures the accuracy without noise and on one noisy copy of each example.</summary>
    /// <returns>Both in [0, 1]; null when it was cancelled.</returns>
    public (double Clean, double Noisy)? Accuracy(CancellationToken cancellation)
    {
        var (clean, noisy) = (0L, 0L);
        for (var start = 0; start < _examples.Count; start += BatchSize)
        {
            if (cancellation.IsCancellationRequested)
                return null;
            int[] indices = [.. Enumerable.Range(start, Math.Min(BatchSize, _examples.Count - start))];
            _batch.FillClean(indices);
            clean += _module.CountCorrect(_batch.Inputs, _batch.Labels, indices.Length);
            _batch.Fill(indices, _seed, 0, NoisyBatch.Keep);
            noisy += _module.CountCorrect(_batch.Inputs, _batch.Labels, indices.Length);
        }

        return ((double)clean / _examples.Count, (double)noisy / _examples.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _batch.Dispose();
}
