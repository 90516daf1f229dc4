using System.Globalization;
using Smoothing.Benchmarks.Measuring;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Native;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>Samples a second through gRPC, against the bare forward pass and the peer's loop, in one run.</summary>
internal static class SamplerRatios
{
    private const string Cpu = "cpu";

    private static readonly NoiseLaw Gaussian = new GaussianLaw(0.25);
    private static readonly NoiseLaw Other = NoiseLaw.GeneralizedGaussian(0.35, 4);

    private static readonly Comparison[] Comparisons =
    [
        new("service / bare, 1 worker, normal noise", 3, 0),
        new("service / bare, 1 worker, generalized Gaussian noise", 4, 0),
        new("service / bare, 2 workers, normal noise", 5, 1),
        new("service / bare, 2 workers, generalized Gaussian noise", 6, 1),
        new("bare / best TorchScript", 0, 2),
        new("service, 2 workers / 1 worker", 5, 3),
        new("service, 1 worker / peer, 1 thread", 3, 7),
        new("service, 2 workers / peer, 2 threads", 5, 8),
        new("service, 1 worker / peer, optimized, 1 thread", 3, 9),
        new("service, 2 workers / peer, optimized, 2 threads", 5, 10),
        new("bare forward, 1 thread / sgemm", 0, 11),
        new("service, 1 worker / sgemm", 3, 11),
    ];

    /// <summary>Measures and writes tables in Markdown to standard output.</summary>
    /// <param name="args">
    /// Repetitions, 9 when missing; the Python to run, python3 when missing; seconds of a repetition, 0.7 when missing;
    /// names of models, all when missing.
    /// </param>
    public static async Task RunAsync(string[] args)
    {
        var repetitions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;
        var python = args.Length > 1 ? args[1] : "python3";
        var seconds = args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 0.7;
        TorchRuntime.PrepareThread();
        using var folder = await ModelFolder.MakeAsync(python, Cpu, args.Length > 3 ? args[3..] : ModelFolder.Names);
        using var peer = await PeerProcess.StartAsync(python, folder.Path, Cpu);
        await using var one = await SamplerCalls.StartAsync(folder.Path, Cpu, workers: 1);
        await using var two = await SamplerCalls.StartAsync(folder.Path, Cpu, workers: 2);
        using var products = new MatrixProducts();
        Console.WriteLine($"{Machine.Text} Python with torch {peer.Version}.");
        foreach (var model in folder.Models)
        {
            using var bare = new BareForward(model.File, model, Cpu, threads: 1);
            using var bareTwo = new BareForward(model.File, model, Cpu, threads: 2);
            using var best = new BareForward(model.Best, model, Cpu, threads: 1);
            var subjects = new Subjects(model, seconds);
            Slice[] slices =
            [
                await subjects.BareAsync("bare forward, 1 thread", bare, 1),
                await subjects.BareAsync("bare forward, 2 threads", bareTwo, 2),
                await subjects.BareAsync("bare, best TorchScript, 1 thread", best, 1),
                await subjects.ServiceAsync("service, 1 worker", one, Gaussian, 1),
                await subjects.ServiceAsync("service, 1 worker", one, Other, 1),
                await subjects.ServiceAsync("service, 2 workers", two, Gaussian, 2),
                await subjects.ServiceAsync("service, 2 workers", two, Other, 2),
                await subjects.PeerAsync("peer, 1 thread", peer, "plain", 1),
                await subjects.PeerAsync("peer, 2 threads", peer, "plain", 2),
                await subjects.PeerAsync("peer, optimized, 1 thread", peer, "optimized", 1),
                await subjects.PeerAsync("peer, optimized, 2 threads", peer, "optimized", 2),
                await subjects.ProductsAsync(products),
            ];
            await RatioTable.WriteAsync(model, peer, slices, Comparisons, repetitions);
        }
    }
}
