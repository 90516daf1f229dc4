using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Smoothing.Hosting;

/// <summary>Logs when the service becomes ready or stops being so, and nothing in between.</summary>
internal sealed class ReadinessJournal(ILogger<ReadinessJournal> logger) : IHealthCheckPublisher
{
    private bool? _wasReady;

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var isReady = report.Status != HealthStatus.Unhealthy;
        if (isReady != _wasReady)
            Write(isReady, report);
        _wasReady = isReady;
        return Task.CompletedTask;
    }

    private void Write(bool isReady, HealthReport report)
    {
        if (isReady)
        {
            HostingLog.Ready(logger);
            return;
        }

        var reasons = report.Entries
            .Where(entry => entry.Value.Status == HealthStatus.Unhealthy)
            .Select(entry => $"{entry.Key}: {entry.Value.Description}");
        HostingLog.NotReady(logger, string.Join("; ", reasons));
    }
}
