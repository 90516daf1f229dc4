using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Smoothing.Sampling;

namespace Smoothing.Sampler.Models;

/// <summary>Healthy while no tile takes longer than it may: nothing in this process can end one that hangs.</summary>
internal sealed class TilesHealthCheck(SamplingEngine engine, IOptions<SamplerOptions> options) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (elapsed, limit) = (engine.LongestTile, options.Value.TileSeconds);
        return Task.FromResult(elapsed <= TimeSpan.FromSeconds(limit)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(FormattableString.Invariant(
                $"a tile has taken {elapsed.TotalSeconds:F0} s; at most {limit} are allowed")));
    }
}
