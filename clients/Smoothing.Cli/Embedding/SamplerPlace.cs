namespace Smoothing.Cli.Embedding;

/// <summary>Where an embedded sampler runs its model.</summary>
/// <param name="Workers">Threads that run tiles, in [1, 1024].</param>
/// <param name="Device">"cpu", "cuda" or "cuda:N".</param>
internal sealed record SamplerPlace(int Workers, string Device);
