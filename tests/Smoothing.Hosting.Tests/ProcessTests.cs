using System.Diagnostics;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;

namespace Smoothing.Hosting.Tests;

/// <summary>The probe as a process of its own, as it runs in a container.</summary>
public class ProcessTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SIGTERM_ends_an_open_stream_UNAVAILABLE_and_the_process_with_0()
    {
        using var process = Start("--Hosting:ShutdownSeconds=60");
        var endpoint = await ListeningAsync(process);
        Assert.NotEqual(5099, endpoint.Port); // The environment says 0.
        using var channel = GrpcChannel.ForAddress(endpoint);
        using var call = new Probe.ProbeClient(channel).Watch(new ProbeMessage(), cancellationToken: Cancelled);
        Assert.True(await call.ResponseStream.MoveNext(Cancelled));
        var clock = Stopwatch.StartNew();

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancelled));
        await process.WaitForExitAsync(Cancelled);

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal(0, process.ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));
        Assert.Empty(await process.StandardOutput.ReadToEndAsync(Cancelled));
        Assert.All(
            (await process.StandardError.ReadToEndAsync(Cancelled)).Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith("{\"Timestamp\":", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_start_is_one_line_and_exit_code_1()
    {
        using var process = Start("--Hosting:GrpcPort=70000");
        await process.WaitForExitAsync(Cancelled);

        Assert.Equal(1, process.ExitCode);
        Assert.Empty(await process.StandardOutput.ReadToEndAsync(Cancelled));
        Assert.Equal(
            "The service cannot start: Hosting:GrpcPort is 70000: it must be a whole number in [0, 65535].\n",
            await process.StandardError.ReadToEndAsync(Cancelled));
    }

    private static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_HTTP_PORTS"] = "8080", ["Hosting__GrpcPort"] = "0" },
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ProcessTests).Assembly.Location);
        foreach (var arg in (string[])[Program.Serve, "--Hosting:HttpPort=0", "--Hosting:Address=localhost", .. args])
            start.ArgumentList.Add(arg);
        return Process.Start(start)!;
    }

    private static async Task<Uri> ListeningAsync(Process process)
    {
        const string Listening = "Now listening on: ";
        while (await process.StandardError.ReadLineAsync(Cancelled) is { } line)
        {
            using var entry = JsonDocument.Parse(line);
            var message = entry.RootElement.GetProperty("Message").GetString()!;
            if (message.StartsWith(Listening, StringComparison.Ordinal))
                return new Uri(message[Listening.Length..]);
        }

        throw new InvalidOperationException("The process ended before it listened.");
    }
}
