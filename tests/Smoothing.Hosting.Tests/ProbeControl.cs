using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Smoothing.Hosting.Tests;

/// <summary>What a test tells the probe, and what the probe tells the test.</summary>
internal sealed class ProbeControl : IHealthCheck
{
    public bool IsReady { get; set; } = true;

    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the probe says so"));
}
