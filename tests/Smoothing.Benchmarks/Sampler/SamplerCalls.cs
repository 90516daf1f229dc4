using System.Diagnostics.Metrics;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Smoothing.Benchmarks.Measuring;
using Smoothing.Client;
using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Hosting;
using Smoothing.Messages;
using Smoothing.Sampler;
using Smoothing.Sampling;
using Wire = Smoothing.V1;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>A sampler in this process, and a client of it over loopback.</summary>
internal sealed class SamplerCalls : IAsyncDisposable
{
    /// <summary>Seed of all runs.</summary>
    public static readonly Seed RunSeed = Seed.FromNumber(7);

    private const int QueueLimit = 16;

    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly CountsReader _reader;
    private readonly BareTurns _turns;

    private SamplerCalls(WebApplication app, BareTurns turns)
    {
        (_app, _turns) = (app, turns);
        _channel = SmoothingChannel.Open(app.GrpcEndpoint());
        _reader = new(new(_channel), RetryOptions.Default, TimeProvider.System);
    }

    /// <summary>Starts a sampler and waits for its models.</summary>
    public static async Task<SamplerCalls> StartAsync(string folder, string device, int workers)
    {
        var turns = new BareTurns(workers);
        var app = SamplerHost.Create(
            [
                $"--Sampler:ModelFolder={folder}", $"--Sampler:Device={device}",
                FormattableString.Invariant($"--Sampler:Workers={workers}"),
            ],
            new EmbeddedHost(),
            services => new SamplingEngine(
                new(workers, QueueLimit), services.GetRequiredService<TimeProvider>(), turns.RunnerOf,
                services.GetRequiredService<IMeterFactory>()));
        await app.StartAsync();
        await app.WhenModelsLoadedAsync();
        return new(app, turns);
    }

    /// <summary>Counts draws of a model's input, as the client library does.</summary>
    /// <returns>The counts [class].</returns>
    public async Task<long[]> CountAsync(MeasuredModel model, NoiseLaw law, long first, long draws)
    {
        var counted = await _reader.CountAsync(Request(model, law, first, draws), null, CancellationToken.None);
        if (counted.Counts.Sum(counts => counts.Range.Count) != draws)
            throw new InvalidOperationException("draws are missing");
        var total = new long[model.Manifest.Classes];
        foreach (var count in counted.Counts.SelectMany(counts => counts.Counts))
            total[count.Class] += count.Count;

        return total;
    }

    /// <summary>Runs the model on the workers of the service, without anything of what the service does around it.
    /// </summary>
    /// <returns>What that took.</returns>
    public Task<Spent> RunBareAsync(MeasuredModel model, NoiseLaw law, int draws)
    {
        var size = model.Manifest.TileSize;
        return _turns.MeasureAsync(draws / size, tiles => CountAsync(model, law, 0, (long)tiles * size));
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _turns.Dispose();
    }

    /// <summary>A request for draws of a model's input.</summary>
    public static Wire.SampleCountsRequest Request(MeasuredModel model, NoiseLaw law, long first, long draws) => new()
    {
        Model = $"models/{model.Manifest.Name}",
        Input = new() { Shape = { model.Manifest.Shape }, Levels = ByteString.CopyFrom(model.Levels) },
        Noise = LawMessages.ToMessage(law),
        RunSeed = ByteString.CopyFrom(RunSeed.ToBytes()),
        Draws = new() { First = first, Count = draws },
    };
}
