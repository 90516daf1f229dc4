namespace Smoothing.Hosting;

/// <summary>Full name of the gRPC service, for messages.</summary>
internal sealed record ServiceName(string Value);
