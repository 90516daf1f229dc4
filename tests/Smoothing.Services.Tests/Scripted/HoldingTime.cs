namespace Smoothing.Services.Tests.Scripted;

/// <summary>A clock whose timers never fire, and which tells that somebody began to wait.</summary>
internal sealed class HoldingTime(Action waiting) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
            ThreadPool.QueueUserWorkItem(_ => waiting());
        return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
