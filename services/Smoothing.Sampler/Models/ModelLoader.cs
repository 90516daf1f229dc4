using Microsoft.Extensions.Options;
using Smoothing.Sampling;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampler.Models;

/// <summary>Loads the models while the service already listens, so that it can say that it is not ready.</summary>
internal sealed class ModelLoader(
    IOptions<SamplerOptions> options,
    ModelCatalog catalog,
    SamplingEngine engine,
    ILogger<ModelLoader> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var registry = await LoadAsync(stoppingToken);
            foreach (var entry in registry.Entries)
                Log(entry);
            if (registry.Entries.Count == 0)
                SamplerLog.NoModels(logger, options.Value.ModelFolder);
            LogMemory(registry);
            await CalibrateAsync(registry, stoppingToken);
            catalog.Publish(registry);
        }
        catch (Exception exception)
        {
            catalog.Abandon(exception);
            if (exception is OperationCanceledException && stoppingToken.IsCancellationRequested)
                return;
            throw;
        }
    }

    private async Task<ModelRegistry> LoadAsync(CancellationToken cancellation)
    {
        var (device, folder) = (options.Value.Device, options.Value.ModelFolder);
        var prober = SamplerHost.Prober(device, TimeSpan.FromSeconds(options.Value.ProbeSeconds));
        return options.Value is { ModelFile: { } file, ManifestFile: { } manifest }
            ? await ModelRegistry.LoadFileAsync(manifest, file, prober, device, cancellation)
            : await ModelRegistry.LoadFolderAsync(folder, prober, device, cancellation);
    }

    /// <summary>Finds how many tiles to run at once, unless the operator says how many.</summary>
    private async Task CalibrateAsync(ModelRegistry registry, CancellationToken cancellation)
    {
        if (options.Value is { Workers: > 0 } or { WorkerThreads: 1 }
            || Calibration.ModelFor(registry.Entries) is not { } model)
            return;
        try
        {
            var found = await Calibration.RunAsync(model, options.Value.WorkerThreads, cancellation);
            engine.Allow(found.Tiles);
            SamplerLog.Calibrated(
                logger, found.Tiles, model.Name,
                string.Join(", ", found.Rates.Select(rate =>
                    FormattableString.Invariant($"{rate.Tiles}: {rate.DrawsPerSecond:F0} draws/s"))));
        }
        catch (ModelException exception)
        {
            // All workers run tiles then; requests find out what the model has.
            SamplerLog.ModelFailed(logger, model.Name, exception.Message);
        }
    }

    private void LogMemory(ModelRegistry registry)
    {
        var limits = options.Value;
        var largest = registry.Entries.Max(entry => entry.Manifest?.TileBytes) ?? 0;
        SamplerLog.MemoryBound(
            logger, limits.MaxQueueBytes, limits.QueueLimit, largest * limits.WorkerThreads, limits.WorkerThreads);
    }

    private static string Reason(ModelException refusal) =>
        refusal.Detail is { } detail ? $"{refusal.Message} ({detail})" : refusal.Message;

    private void Log(ModelEntry entry)
    {
        if (entry is { Manifest: { } manifest, Digest: { } digest })
            SamplerLog.Loaded(logger, entry.Name, manifest.Version, digest.ToString());
        else if (entry.Refusal is { } refusal)
            SamplerLog.Refused(logger, entry.Name, refusal.Check, Reason(refusal));
        var warnings = entry.Report?.Checks.Where(check => check.Outcome == CheckOutcome.Warned) ?? [];
        foreach (var warning in warnings)
            SamplerLog.Warned(logger, entry.Name, warning.Check, warning.Finding);
    }
}
