using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Smoothing.Hosting.Tests;

/// <summary>Whether the probe's process is of any use still.</summary>
internal sealed class ProbeLife : IHealthCheck
{
    public bool IsAlive { get; set; } = true;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsAlive ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("it hangs"));
}
