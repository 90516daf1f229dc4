using Microsoft.Extensions.Diagnostics.HealthChecks;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampler.Models;

/// <summary>Ready when at least one model answered.</summary>
internal sealed class ModelsHealthCheck(ModelCatalog catalog) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Result());

    private HealthCheckResult Result() => catalog.Registry?.Entries switch
    {
        null => HealthCheckResult.Unhealthy("the models are being loaded"),
        { Count: 0 } => HealthCheckResult.Unhealthy("there are no models"),
        var entries when entries.Any(entry => entry.Refusal is null) => HealthCheckResult.Healthy(),
        var entries => HealthCheckResult.Unhealthy(
            $"no model can be sampled; {string.Join("; ", entries.Select(Why))}"),
    };

    private static string Why(ModelEntry entry) => $"{entry.Name} failed the check {entry.Refusal?.Check}";
}
