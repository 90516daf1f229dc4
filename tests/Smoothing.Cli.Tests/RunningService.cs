using System.Net;

namespace Smoothing.Cli.Tests;

/// <summary>`smoothing serve …` as a process, ready to be called.</summary>
internal sealed class RunningService : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3), Pause = TimeSpan.FromMilliseconds(50);

    private readonly Tool _tool;

    private RunningService(Tool tool, int port) => (_tool, Port) = (tool, port);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Port of gRPC.</summary>
    public int Port { get; }

    /// <summary>Address of gRPC.</summary>
    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>Starts a sampler of the models in the folder "m".</summary>
    public static Task<RunningService> SamplerAsync(Workplace place, int? port = null) =>
        StartAsync(place, port, "serve", "sampler", "--models", "m", "--Sampler:Workers", "1");

    /// <summary>Starts a certifier.</summary>
    public static Task<RunningService> CertifierAsync(Workplace place) => StartAsync(place, null, "serve", "certifier");

    /// <summary>Waits until a service says that it is ready.</summary>
    public static async Task ReadyAsync(int httpPort)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(Patience);
        using var http = new HttpClient();
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{httpPort}/health/ready", limit.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
    }

    /// <summary>Sends a signal and waits for the end.</summary>
    public Task<ToolResult> EndAsync(int signal)
    {
        _tool.Signal(signal);
        return _tool.EndAsync();
    }

    public void Dispose() => _tool.Dispose();

    private static async Task<RunningService> StartAsync(Workplace place, int? port, params string[] arguments)
    {
        var (grpc, http) = (port ?? Workplace.FreePort(), Workplace.FreePort());
        var service = new RunningService(
            Tool.Start(place.Folder, [.. arguments, "--port", $"{grpc}", "--http-port", $"{http}"]), grpc);
        await ReadyAsync(http);
        return service;
    }
}
