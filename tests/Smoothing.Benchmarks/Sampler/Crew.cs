namespace Smoothing.Benchmarks.Sampler;

/// <summary>Threads that do the same thing, a number of times in all.</summary>
/// <param name="threads">How many join.</param>
internal sealed class Crew(int threads) : IDisposable
{
    private readonly SemaphoreSlim _begin = new(0);
    private TaskCompletionSource _done = new();
    private int _left, _running;
    private volatile bool _stopping;

    /// <summary>Has it done; a thread takes the next when it has finished the one before.</summary>
    /// <param name="times">How many times in all.</param>
    public Task RunAsync(int times)
    {
        (_left, _running) = (times, threads);
        _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _begin.Release(threads);
        return _done.Task;
    }

    /// <summary>Waits on one of the threads until it is to be done, and does its part.</summary>
    /// <returns>False when it is not to be done any more.</returns>
    public bool Join(Action once)
    {
        _begin.Wait();
        if (_stopping)
            return false;
        while (Interlocked.Decrement(ref _left) >= 0)
            once();
        if (Interlocked.Decrement(ref _running) == 0)
            _done.SetResult();
        return true;
    }

    /// <summary>Lets all threads go.</summary>
    public void Stop()
    {
        _stopping = true;
        _begin.Release(threads);
    }

    public void Dispose() => _begin.Dispose();
}
