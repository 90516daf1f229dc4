using Smoothing.Sampling.Models;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>A model that the sampler is measured with.</summary>
/// <param name="Manifest">What <c>smoothing model init</c> would write for it: the fastest form that is accepted.
/// </param>
/// <param name="File">The model as a user exports it.</param>
/// <param name="Best">The fastest TorchScript of the same network.</param>
/// <param name="Multiplications">Of convolutions and linear layers, for one input.</param>
internal sealed record MeasuredModel(ModelManifest Manifest, string File, string Best, long Multiplications)
{
    /// <summary>Levels of an input [coordinate].</summary>
    public byte[] Levels => [.. Enumerable.Range(0, Manifest.Dimension).Select(i => (byte)(i * 37 % 256))];
}
