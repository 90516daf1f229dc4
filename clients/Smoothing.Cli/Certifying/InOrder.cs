using System.Runtime.CompilerServices;

namespace Smoothing.Cli.Certifying;

/// <summary>Works on a few items at once and yields the results in the order of the items.</summary>
internal static class InOrder
{
    /// <summary>Runs.</summary>
    /// <param name="items">The items.</param>
    /// <param name="atOnce">How many are under way at a time. At least 1.</param>
    /// <param name="work">The work on one; it is cancelled when the enumeration ends early.</param>
    /// <param name="cancellation">Stops.</param>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IEnumerable<TItem> items,
        int atOnce,
        Func<TItem, CancellationToken, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var underWay = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                if (underWay.Count >= atOnce)
                    yield return await NextAsync(underWay);
                underWay.Enqueue(work(item, stop.Token));
            }

            while (underWay.Count > 0)
                yield return await NextAsync(underWay);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(underWay).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static async Task<TResult> NextAsync<TResult>(Queue<Task<TResult>> underWay)
    {
        var result = await underWay.Peek();
        _ = underWay.Dequeue();
        return result;
    }
}
