using Microsoft.Extensions.Hosting;

namespace Smoothing.Hosting;

/// <summary>Leaves signals to the program around the service.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
