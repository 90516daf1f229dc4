using System.Net;
using System.Net.Sockets;

namespace Smoothing.Hosting;

/// <summary>Binds a port for a moment, to say in words why it cannot be had.</summary>
internal static class PortProbe
{
    /// <summary>Why an option's port cannot be had, and what to do; null when it can.</summary>
    public static string? Obstacle(string option, HostingOptions options, int port)
    {
        var address = options.BindAddress ?? (Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any);
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return null;
        }
        catch (SocketException exception)
        {
            return Words(exception, option, options, port);
        }
    }

    /// <summary>What a failure to bind means to the person who chose the option.</summary>
    public static string Words(SocketException exception, string option, HostingOptions options, int port)
    {
        var name = $"{HostingOptions.Section}:{option}";
        var choose = $"choose another with --{name} or {HostingOptions.Section}__{option} (0 takes a free one)";
        return exception.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"{name} is {port}, and another process listens on that port. Stop it, or {choose}.",
            SocketError.AccessDenied =>
                $"{name} is {port}, and this user may not listen there. Ports below 1024 are privileged: {choose}.",
            SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported =>
                $"{HostingOptions.Section}:{nameof(HostingOptions.Address)} is '{options.Address}', "
                + "which is no address of this machine. Use * for every address, or localhost.",
            _ => $"{name} is {port}, and listening there failed: {exception.Message}.",
        };
    }
}
