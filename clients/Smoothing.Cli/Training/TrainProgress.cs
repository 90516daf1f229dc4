using System.Globalization;
using Smoothing.Cli.Output;
using Smoothing.Sampling.Training;

namespace Smoothing.Cli.Training;

/// <summary>Tells how a run goes: a line that changes, and a row for each epoch.</summary>
internal sealed class TrainProgress(StatusLine line, IEpochRows rows, int epochs, TimeProvider time) : ITrainingProgress
{
    private readonly long _start = time.GetTimestamp();
    private long _batches;

    public void Report(BatchReport batch)
    {
        _batches++;
        line.Show(() => Text(batch));
    }

    public void Report(EpochReport epoch) => line.Above(() => rows.Write(epoch));

    private string Text(BatchReport batch)
    {
        var seconds = Math.Max(time.GetElapsedTime(_start).TotalSeconds, 1e-9);
        var left = (long)(epochs - batch.Epoch) * batch.Batches + batch.Batches - batch.Batch;
        var wait = TimeSpan.FromSeconds(Math.Min(left * seconds / _batches, 359_999));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {batch.Epoch}/{epochs}, batch {batch.Batch}/{batch.Batches}, loss {batch.Loss:0.0000}, accuracy ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * batch.Accuracy:0.0} %, {_batches * batch.BatchSize / seconds:N0} examples/s, ")
            + string.Create(CultureInfo.InvariantCulture, $"{(int)wait.TotalHours}:{wait:mm\\:ss} left");
    }
}
