namespace Smoothing.Services.Tests.Asking;

/// <summary>Adds up what a reader reports.</summary>
internal sealed class Progress : IProgress<long>
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _draws;

    public Task First => _first.Task;

    public long Draws => Interlocked.Read(ref _draws);

    public void Report(long value)
    {
        Interlocked.Add(ref _draws, value);
        _first.TrySetResult();
    }
}
