using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Smoothing.Hosting;

/// <summary>Where a service listens and what it accepts.</summary>
public sealed class HostingOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Hosting";

    /// <summary>Address of both listeners: an IP address, "localhost" for 127.0.0.1, or "*" for every one.</summary>
    /// <value>Default "*".</value>
    public string Address { get; set; } = "*";

    /// <summary>Port of gRPC, HTTP/2 without TLS only; 0 takes a free one.</summary>
    /// <value>In [0, 65535]. Default 5000; each service sets its own.</value>
    [Range(0, 65535)]
    public int GrpcPort { get; set; } = 5000;

    /// <summary>Port of /health/live, /health/ready and /metrics, HTTP/1.1 only; 0 takes a free one.</summary>
    /// <value>In [0, 65535]. Default 8080; each service sets its own.</value>
    [Range(0, 65535)]
    public int HttpPort { get; set; } = 8080;

    /// <summary>Longest message that is accepted; a longer one is answered RESOURCE_EXHAUSTED.</summary>
    /// <value>Bytes, in [1024, 268435456]. Default 4194304 (4 MiB).</value>
    [Range(1024, 268435456)]
    public int MaxReceiveBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Calls that may be open at once, health calls aside; one more is answered RESOURCE_EXHAUSTED.</summary>
    /// <value>In [1, 100000]. Default 1000.</value>
    [Range(1, 100000)]
    public int MaxConcurrentCalls { get; set; } = 1000;

    /// <summary>Calls that may be open at once on one connection; the client keeps further ones waiting.</summary>
    /// <value>In [1, 10000]. Default 100.</value>
    [Range(1, 10000)]
    public int MaxStreamsPerConnection { get; set; } = 100;

    /// <summary>Silence after which a connection is probed, so that work for a vanished client stops.</summary>
    /// <value>Seconds, in [1, 3600]. Default 20.</value>
    [Range(1, 3600)]
    public int KeepAliveSeconds { get; set; } = 20;

    /// <summary>
    /// Time for a stop. Streams end at once, other calls may finish during its first half, and connections that are
    /// still open at its end are cut.
    /// </summary>
    /// <value>Seconds, in [1, 300]. Default 5.</value>
    [Range(1, 300)]
    public int ShutdownSeconds { get; set; } = 5;

    /// <summary>Least severe level that is logged. The section "Logging" refines it by category.</summary>
    /// <value>Default Information.</value>
    [EnumDataType(typeof(LogLevel))]
    public LogLevel MinimumLogLevel { get; set; } = LogLevel.Information;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address is not ("*" or "localhost") && !IPAddress.TryParse(Address, out _))
            yield return new($"is '{Address}': it must be an IP address, localhost or *", [nameof(Address)]);
        if (GrpcPort == HttpPort && GrpcPort != 0)
            yield return new($"is {HttpPort}, as {nameof(GrpcPort)}: the two must differ", [nameof(HttpPort)]);
    }

    /// <summary>The address to bind; null for every one.</summary>
    internal IPAddress? BindAddress => Address switch
    {
        "*" => null,
        "localhost" => IPAddress.Loopback,
        _ => IPAddress.Parse(Address),
    };
}
