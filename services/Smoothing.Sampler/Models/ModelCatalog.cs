using Smoothing.Sampling.Models;

namespace Smoothing.Sampler.Models;

/// <summary>The models, once they are loaded.</summary>
internal sealed class ModelCatalog : IDisposable
{
    private readonly TaskCompletionSource<ModelRegistry> _loaded =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile ModelRegistry? _registry;

    /// <summary>The models; null while they are being loaded.</summary>
    public ModelRegistry? Registry => _registry;

    /// <summary>Offers the models.</summary>
    public void Publish(ModelRegistry registry)
    {
        _registry = registry;
        _loaded.TrySetResult(registry);
    }

    /// <summary>Ends all waiting: the models will not be loaded.</summary>
    public void Abandon(Exception reason) => _loaded.TrySetException(reason);

    /// <summary>Waits until the models are loaded.</summary>
    public async Task<ModelRegistry> WhenLoadedAsync(CancellationToken cancellation) =>
        await _loaded.Task.WaitAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose() => _registry?.Dispose();
}
