namespace Smoothing.Hosting;

internal static class Waiting
{
    /// <summary>Waits for a task until either token is cancelled; the task then goes on unobserved.</summary>
    public static async Task ForAsync(Task task, CancellationToken one, CancellationToken other)
    {
        if (!other.CanBeCanceled || other == one)
        {
            await task.WaitAsync(one);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(one, other);
        await task.WaitAsync(either.Token);
    }
}
