using System.Diagnostics;
using Grpc.Core;
using Smoothing.Benchmarks.Measuring;
using Smoothing.Benchmarks.Sampler;
using Smoothing.Draws.Laws;
using Wire = Smoothing.V1;

namespace Smoothing.Benchmarks.Load;

/// <summary>What a sampler needs for many draws, and how long calls take while it has nothing or much to do.</summary>
internal static class LoadReport
{
    private const int Workers = 2, LargeRequests = 4;
    private const long Few = 100, Many = 100_000;

    // The last again: what the first minutes of a process take is no matter of n.
    private static readonly long[] Numbers = [10_000, 100_000, 1_000_000, 1_000_000];
    private static readonly NoiseLaw Law = new GaussianLaw(0.25);

    /// <summary>Measures and writes tables in Markdown to standard output.</summary>
    /// <param name="args">The Python that makes the models, python3 when missing.</param>
    public static async Task RunAsync(string[] args)
    {
        using var folder = await ModelFolder.MakeAsync(
            args.Length > 0 ? args[0] : "python3", "cpu", ["tiny", "cnn"]);
        Console.WriteLine(Machine.Text);
        using (var sampler = await SamplerProcess.StartAsync(folder.Path, Workers, "tiny"))
            await MemoryAsync(sampler, folder.Models[0]);
        using (var sampler = await SamplerProcess.StartAsync(folder.Path, Workers, "cnn"))
            await CallsAsync(sampler, folder.Models[1]);
    }

    private static async Task MemoryAsync(SamplerProcess sampler, MeasuredModel model)
    {
        Console.WriteLine();
        Console.WriteLine(Text($"## Memory and page faults: {model.Manifest.Name}, {Workers} workers"));
        Console.WriteLine();
        Console.WriteLine("| n | largest resident memory, MB | page faults a sample | samples a second |");
        Console.WriteLine("|---:|---:|---:|---:|");
        // Its first draws make the noise table and compile the loop.
        await CountAsync(sampler, model, 0, Few * Few, default);
        foreach (var draws in Numbers)
        {
            sampler.ForgetPeak();
            var (faults, start) = (sampler.PageFaults, Stopwatch.GetTimestamp());
            await CountAsync(sampler, model, 0, draws, default);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Console.WriteLine(Text($"| {draws:N0} | {sampler.PeakBytes / 1e6:F1} | ")
                + Text($"{(sampler.PageFaults - faults) / (double)draws:F4} | {draws / seconds:N0} |"));
        }
    }

    private static async Task CallsAsync(SamplerProcess sampler, MeasuredModel model)
    {
        await MeasureCallsAsync(sampler, model);
        var idle = await MeasureCallsAsync(sampler, model);
        using var stop = new CancellationTokenSource();
        Task[] large = [.. Enumerable.Range(0, LargeRequests).Select(_ => KeepAsync(sampler, model, stop.Token))];
        var busy = await MeasureCallsAsync(sampler, model);
        await stop.CancelAsync();
        await Task.WhenAll(large);

        Console.WriteLine();
        Console.WriteLine(Text($"## Calls: {model.Manifest.Name}, {Workers} workers, idle and beside {LargeRequests} ")
            + Text($"requests of {Many:N0} draws"));
        Console.WriteLine();
        Console.WriteLine("| | calls | idle p50, ms | idle p99, ms | busy p50, ms | busy p99, ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var ((name, alone), (_, beside)) in idle.Zip(busy))
        {
            Console.WriteLine(Text($"| {name} | {alone.Calls} | {alone.Median:F2} | {alone.Most:F2} | ")
                + Text($"{beside.Median:F2} | {beside.Most:F2} |"));
        }
    }

    private static async Task<(string Name, Latencies Found)[]> MeasureCallsAsync(
        SamplerProcess sampler, MeasuredModel model)
    {
        var name = new Wire.GetModelRequest { Name = $"models/{model.Manifest.Name}" };
        return
        [
            ("GetModel", await Latencies.OfAsync(1000, async _ => await sampler.Client.GetModelAsync(name))),
            ("first counts of a large request", await Latencies.OfAsync(50, i => FirstCountsAsync(sampler, model, i))),
            (Text($"all counts of {Few} draws"), await Latencies.OfAsync(
                100, i => CountAsync(sampler, model, i * Few, Few, default))),
        ];
    }

    private static async Task KeepAsync(SamplerProcess sampler, MeasuredModel model, CancellationToken stop)
    {
        try
        {
            while (true)
                await CountAsync(sampler, model, 0, Many, stop);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Cancelled)
        {
            // The calls beside it are measured.
        }
    }

    private static async Task FirstCountsAsync(SamplerProcess sampler, MeasuredModel model, int call)
    {
        using var streaming = sampler.Client.SampleCounts(SamplerCalls.Request(model, Law, call * Many, Many));
        do
        {
            if (!await streaming.ResponseStream.MoveNext())
                throw new InvalidOperationException("no counts came");
        }
        while (streaming.ResponseStream.Current.Counts is null);
    }

    private static async Task CountAsync(
        SamplerProcess sampler, MeasuredModel model, long first, long draws, CancellationToken cancellation)
    {
        using var call = sampler.Client.SampleCounts(
            SamplerCalls.Request(model, Law, first, draws), cancellationToken: cancellation);
        var counted = 0L;
        await foreach (var answer in call.ResponseStream.ReadAllAsync(cancellation))
            counted += answer.Counts?.Range.Count ?? 0;
        if (counted != draws)
            throw new InvalidOperationException($"{counted} of {draws} draws were counted");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
