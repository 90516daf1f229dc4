using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Smoothing.Hosting;

internal sealed class DrainHealthCheck(Drain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.HasBegun
            ? HealthCheckResult.Unhealthy("the service is stopping")
            : HealthCheckResult.Healthy());
}
