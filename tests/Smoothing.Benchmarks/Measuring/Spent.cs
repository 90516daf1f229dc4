using System.Diagnostics;

namespace Smoothing.Benchmarks.Measuring;

/// <summary>What a repetition took.</summary>
/// <param name="Processor">Time on processors, of all threads, in seconds.</param>
/// <param name="Wall">Time on the clock, in seconds.</param>
/// <param name="Allocated">Bytes that were allocated; 0 where that is not known.</param>
internal readonly record struct Spent(double Processor, double Wall, double Allocated)
{
    /// <summary>Does something in this process and tells what it took.</summary>
    public static async Task<Spent> OfAsync(Func<Task> work)
    {
        // Of the repetitions before; it is not theirs to pay for.
        GC.Collect();
        var (allocated, processor) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime);
        var clock = Stopwatch.GetTimestamp();
        await work();
        return new(
            (Environment.CpuUsage.TotalTime - processor).TotalSeconds,
            Stopwatch.GetElapsedTime(clock).TotalSeconds,
            GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }
}
