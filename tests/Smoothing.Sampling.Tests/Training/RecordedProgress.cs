using Smoothing.Sampling.Training;

namespace Smoothing.Sampling.Tests.Training;

/// <summary>Keeps what a run reports, and cancels it after some batches.</summary>
internal sealed class RecordedProgress(int batchesToCancel = int.MaxValue) : ITrainingProgress, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Cancellation => _source.Token;

    public List<BatchReport> Batches { get; } = [];

    public List<EpochReport> Epochs { get; } = [];

    public void Report(BatchReport batch)
    {
        Batches.Add(batch);
        if (Batches.Count == batchesToCancel)
            _source.Cancel();
    }

    public void Report(EpochReport epoch) => Epochs.Add(epoch);

    public void Dispose() => _source.Dispose();
}
