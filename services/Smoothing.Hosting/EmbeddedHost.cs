using Microsoft.Extensions.Logging;

namespace Smoothing.Hosting;

/// <summary>
/// A service inside another program: it listens on loopback with free ports, reads no environment variables and no
/// files, writes nothing to the console, and leaves signals to the program.
/// </summary>
public sealed class EmbeddedHost
{
    /// <summary>Where logs go; null for nowhere. The service disposes it when it is disposed.</summary>
    public ILoggerProvider? Logs { get; init; }
}
