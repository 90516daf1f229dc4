using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Net.Client;
using Smoothing.Client;
using Wire = Smoothing.V1;

namespace Smoothing.Benchmarks.Load;

/// <summary>A sampler in a process of its own, whose memory can be told from that of its client.</summary>
internal sealed class SamplerProcess : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), StartLimit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly GrpcChannel _channel;

    private SamplerProcess(Process process, Uri address)
    {
        (_process, _channel) = (process, SmoothingChannel.Open(address));
        Client = new(_channel);
    }

    public Wire.SamplerService.SamplerServiceClient Client { get; }

    /// <summary>Page faults so far, those that read from a disk included.</summary>
    public long PageFaults
    {
        get
        {
            // The name of the program, which comes first, may hold blanks.
            var fields = File.ReadAllText($"/proc/{_process.Id}/stat").Split(") ")[^1].Split(' ');
            return Number(fields[7]) + Number(fields[9]);
        }
    }

    /// <summary>Largest resident memory since the start or the last <see cref="ForgetPeak"/>, in bytes.</summary>
    public long PeakBytes => 1024 * Number(File.ReadLines($"/proc/{_process.Id}/status")
        .First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
        .Split((char[])[':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]);

    /// <summary>Starts a sampler and waits until it has a model.</summary>
    /// <param name="folder">Folder of models.</param>
    /// <param name="workers">Threads that run models.</param>
    /// <param name="model">Name of the model to wait for.</param>
    public static async Task<SamplerProcess> StartAsync(string folder, int workers, string model)
    {
        var (port, dotnet) = (FreePort(), Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Smoothing.Sampler.dll"), $"--Sampler:ModelFolder={folder}",
            Text($"--Sampler:Workers={workers}"), Text($"--Hosting:GrpcPort={port}"),
            Text($"--Hosting:HttpPort={FreePort()}"),
        ];
        var process = Process.Start(new ProcessStartInfo(dotnet, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var sampler = new SamplerProcess(process, new(Text($"http://localhost:{port}")));
        await sampler.WhenReadyAsync(model);
        return sampler;
    }

    /// <summary>The peak of memory is from now on that of what comes.</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    public void Dispose()
    {
        _channel.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task WhenReadyAsync(string model)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await Client.GetModelAsync(new() { Name = $"models/{model}" });
                return;
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable
                && !_process.HasExited && Stopwatch.GetElapsedTime(start) < StartLimit)
            {
                await Task.Delay(Pause);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
