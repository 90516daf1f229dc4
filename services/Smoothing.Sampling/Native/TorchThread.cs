namespace Smoothing.Sampling.Native;

/// <summary>Threads on which models are loaded and run.</summary>
/// <remarks>
/// Some files overflow the stack when they are loaded, run or released. A probe has half the stack that the same file
/// gets in this process, so what passes the probe fits.
/// </remarks>
internal static class TorchThread
{
    /// <summary>Stack of a thread that loads or runs models.</summary>
    public const int StackBytes = 16 << 20;

    /// <summary>Stack of a probe.</summary>
    public const int ProbeStackBytes = StackBytes / 2;

    /// <summary>Does something on a thread of its own.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="stackBytes">Stack of the thread.</param>
    public static Task<T> RunAsync<T>(Func<T> work, int stackBytes = StackBytes)
    {
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                try
                {
                    source.SetResult(work());
                }
#pragma warning disable CA1031 // The task carries it to whoever awaits.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    source.SetException(exception);
                }
            },
            stackBytes) { IsBackground = true, Name = "torch" };
        thread.Start();
        return source.Task;
    }
}
