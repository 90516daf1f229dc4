using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Smoothing.Hosting;

/// <summary>Remembers the two listeners, to know their ports once they are bound.</summary>
internal sealed class BoundEndpoints
{
    public ListenOptions? Grpc { get; set; }

    public ListenOptions? Http { get; set; }

    /// <summary>An address at which this process can reach the listener.</summary>
    public static Uri Reachable(ListenOptions? listener)
    {
        if (listener?.IPEndPoint is not { Port: > 0 } bound)
            throw new InvalidOperationException("The service has not started: start it first.");
        var address = bound.Address switch
        {
            _ when bound.Address.Equals(IPAddress.IPv6Any) => IPAddress.Loopback,
            _ when bound.Address.Equals(IPAddress.Any) => IPAddress.Loopback,
            _ => bound.Address,
        };
        return new Uri($"http://{new IPEndPoint(address, bound.Port)}");
    }
}
