using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Smoothing.Client;

/// <summary>Connections to services.</summary>
public static class SmoothingChannel
{
    /// <summary>Opens a channel. It connects with the first call.</summary>
    /// <param name="address">
    /// "http://host:port", "https://host:port", or "dns:///host:port" for all addresses of a name in turn (without TLS).
    /// </param>
    public static GrpcChannel Open(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            Credentials = address.Scheme == "https" ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
            ServiceConfig = new() { LoadBalancingConfigs = { new RoundRobinConfig() } },
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                // A peer that vanished without a word is found while a long stream is silent.
                KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            },
        });
    }
}
