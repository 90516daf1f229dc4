using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Smoothing.Client;

/// <summary>Connections to services.</summary>
public static class SmoothingChannel
{
    // A certificate repeats its evidence, which alone may have the 4 MiB that services accept.
    private const int MaxReceiveBytes = 16 * 1024 * 1024;

    /// <summary>Opens a channel. It connects with the first call.</summary>
    /// <param name="address">
    /// "http://host:port", "https://host:port", or "dns:///host:port" for all addresses of a name in turn, without TLS.
    /// </param>
    public static GrpcChannel Open(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            Credentials = address.Scheme == "https" ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure,
            ServiceConfig = new() { LoadBalancingConfigs = { new RoundRobinConfig() } },
            MaxReceiveMessageSize = MaxReceiveBytes,
            // While a channel waits to connect again every call fails at once: with the usual two minutes, a sampler
            // that was away for a while would stay lost to a reader that tries for half a minute.
            InitialReconnectBackoff = TimeSpan.FromMilliseconds(200),
            MaxReconnectBackoff = TimeSpan.FromSeconds(2),
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
