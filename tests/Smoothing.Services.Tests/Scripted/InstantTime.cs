using System.Collections.Concurrent;

namespace Smoothing.Services.Tests.Scripted;

/// <summary>A clock whose timers fire at once, and which remembers how long they were meant to take.</summary>
/// <param name="waiting">Called with the number of the wait that begins, from 1 on.</param>
internal sealed class InstantTime(Action<int>? waiting = null) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = [];

    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
            return new NoTimer();
        _waits.Enqueue(dueTime);
        waiting?.Invoke(_waits.Count);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
