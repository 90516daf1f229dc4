using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Smoothing.Client;
using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;

namespace Smoothing.Services.Tests;

public sealed class KilledSamplerTests
{
    private const long Draws = 20_000;

    [Fact]
    public async Task A_sampler_that_is_killed_in_the_middle_and_started_again_has_the_same_counts()
    {
        using var models = new ModelFolder().With("linear_3", tileSize: 1);
        var port = FreePort();
        var request = Requests.Counts("linear_3", 3, Draws, reportEvery: 1);
        using var channel = SmoothingChannel.Open(new Uri($"http://127.0.0.1:{port}"));
        var patient = new RetryOptions(10_000, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200))
        {
            BusyAttempts = 10_000,
        };
        var reader = new CountsReader(new(channel), patient, TimeProvider.System);
        using var first = Start(models, port);
        Process? second = null;
        // The reader reads on only after this, and no connection holds as many reports: some were not sent.
        var progress = new Told(counted =>
        {
            Assert.InRange(counted, 1, Draws - 1);
            first.Kill();
            first.WaitForExit();
            second = Start(models, port);
        });

        try
        {
            var counts = await reader.CountAsync(request, progress, TestContext.Current.CancellationToken);

            Assert.Equal(Recomputed.Linear(request), Assert.Single(counts.Counts));
            Assert.Equal(Draws, progress.Draws);
            Assert.NotNull(second);
        }
        finally
        {
            using (second)
                second?.Kill();
            first.Kill();
        }
    }

    private static Process Start(ModelFolder models, int port)
    {
        string[] arguments =
        [
            $"--Sampler:ModelFolder={models.Path}", RunningSampler.Workers(1), RunningSampler.Port(port),
            "--Hosting:Address=localhost", "--Hosting:HttpPort=0", "--Hosting:MinimumLogLevel=None",
        ];
        return Process.Start(Path.Combine(AppContext.BaseDirectory, "Smoothing.Sampler"), arguments);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Does something with the first report, on the thread that reads.</summary>
    private sealed class Told(Action<long> first) : IProgress<long>
    {
        public long Draws { get; private set; }

        public void Report(long value)
        {
            var isFirst = Draws == 0;
            Draws += value;
            if (isFirst)
                first(value);
        }
    }
}
