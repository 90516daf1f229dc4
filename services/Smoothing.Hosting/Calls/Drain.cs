using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Smoothing.Hosting;

/// <summary>The one source of truth about stopping: health, the gate and the open calls all look here.</summary>
internal sealed class Drain : IDisposable
{
    private readonly IHostApplicationLifetime _lifetime;
    private readonly CancellationTokenSource _calls;
    private readonly CancellationTokenRegistration _registration;

    public Drain(IHostApplicationLifetime lifetime, IOptions<HostingOptions> options, TimeProvider time)
    {
        _lifetime = lifetime;
        _calls = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        var grace = TimeSpan.FromSeconds(options.Value.ShutdownSeconds) / 2;
        _registration = lifetime.ApplicationStopping.Register(() => _calls.CancelAfter(grace));
    }

    /// <summary>True from the first moment of a stop, before anything is told to end.</summary>
    public bool HasBegun => _lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Ends streams: at once, because the client resumes them elsewhere.</summary>
    public CancellationToken Streams => _lifetime.ApplicationStopping;

    /// <summary>Ends other calls: in the middle of the stop, because most of them will have finished.</summary>
    public CancellationToken Calls => _calls.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _calls.Dispose();
    }
}
