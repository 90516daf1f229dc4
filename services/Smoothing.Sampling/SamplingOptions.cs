namespace Smoothing.Sampling;

/// <summary>Limits of a sampler.</summary>
/// <param name="Workers">Threads that run tiles, each with one intra-op thread. At least 1.</param>
/// <param name="QueueLimit">Largest number of requests under way at once. At least 1.</param>
public sealed record SamplingOptions(int Workers, int QueueLimit)
{
    // On a GPU, tiles whose copies and kernels may overlap.
    private const int GpuWorkers = 4;

    /// <summary>Workers where nobody says how many: as many as processors, and on a GPU at most 4.</summary>
    /// <param name="device">"cpu", "cuda" or "cuda:N".</param>
    public static int UsualWorkers(string device) =>
        device == "cpu" ? Environment.ProcessorCount : Math.Min(Environment.ProcessorCount, GpuWorkers);

    /// <summary>Largest number of bytes that all requests under way hold. At least 1.</summary>
    /// <value>Default 1073741824 (1 GiB).</value>
    public long QueueBytes { get; init; } = 1L << 30;

    /// <summary>Called after a lack of memory with the tiles that may be under way from then on.</summary>
    /// <value>Default none. It is called by the threads that run tiles, and must return soon.</value>
    public Action<int>? OnBackOff { get; init; }
}
