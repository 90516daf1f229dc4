namespace Smoothing.Sampling.Scheduling;

/// <summary>As many jobs as the sampler takes are under way.</summary>
public sealed class QueueFullException : Exception
{
    /// <summary>The queue is full.</summary>
    /// <param name="capacity">Jobs that the sampler takes.</param>
    public QueueFullException(int capacity)
        : base($"{capacity} requests are under way, which is all that this sampler takes at once") =>
        Capacity = capacity;

    /// <summary>Jobs that the sampler takes.</summary>
    public int Capacity { get; }
}
