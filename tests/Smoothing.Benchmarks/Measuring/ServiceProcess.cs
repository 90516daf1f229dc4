using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Net.Client;
using Smoothing.Client;

namespace Smoothing.Benchmarks.Measuring;

/// <summary>A service in a process of its own, started as anybody would, that can be told from its client.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), StartLimit = TimeSpan.FromMinutes(5);

    private readonly Process _process;

    /// <summary>Starts a service of this build; it may not answer yet.</summary>
    /// <param name="program">Name of its program, such as "Smoothing.Sampler".</param>
    /// <param name="options">Its options, without ports.</param>
    public ServiceProcess(string program, params IEnumerable<string> options)
    {
        var (port, dotnet) = (FreePort(), Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. options,
            Text($"--Hosting:GrpcPort={port}"), Text($"--Hosting:HttpPort={FreePort()}"),
        ];
        _process = Process.Start(new ProcessStartInfo(dotnet, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Channel = SmoothingChannel.Open(new(Text($"http://localhost:{port}")));
    }

    /// <summary>A channel to it.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>Its files under /proc, with a slash at the end.</summary>
    public string Proc => Text($"/proc/{_process.Id}/");

    /// <summary>Waits until a call is answered.</summary>
    public async Task WhenReadyAsync(Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await call();
                return;
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable
                && !_process.HasExited && Stopwatch.GetElapsedTime(start) < StartLimit)
            {
                await Task.Delay(Pause);
            }
        }
    }

    public void Dispose()
    {
        Channel.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
