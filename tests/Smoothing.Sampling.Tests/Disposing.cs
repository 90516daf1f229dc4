using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Tests;

/// <summary>Releases a model at the end of a test.</summary>
internal sealed class Disposing(ModelEntry entry) : IDisposable
{
    public ModelEntry Entry => entry;

    public void Dispose() => entry.Model?.Dispose();
}
