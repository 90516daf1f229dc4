namespace Smoothing.Sampling;

/// <summary>Limits of a sampler.</summary>
/// <param name="Workers">Threads that run tiles, each with one intra-op thread. At least 1.</param>
/// <param name="QueueLimit">Largest number of requests under way at once. At least 1.</param>
public sealed record SamplingOptions(int Workers, int QueueLimit);
