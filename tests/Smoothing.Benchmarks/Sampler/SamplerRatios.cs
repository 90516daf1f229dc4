using System.Globalization;
using Smoothing.Benchmarks.Measuring;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Native;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>Samples a second through gRPC, against the bare forward pass and the peer's loop, in one run.</summary>
internal static class SamplerRatios
{
    private const string Cpu = "cpu";
    private const string BareOne = "bare forward, 1 thread", BareTwo = "bare forward, 2 threads";
    private const string ServiceOne = "service, 1 worker", ServiceTwo = "service, 2 workers";

    // Slices that service and bare forward pass take in turn are shorter, and there are more of them.
    private const int Parts = 3;

    private static readonly NoiseLaw Gaussian = new GaussianLaw(0.25);
    private static readonly NoiseLaw Other = NoiseLaw.GeneralizedGaussian(0.35, 4);

    // Each beside what it is divided by: the machine's speed changes by more than the loss that is looked for.
    private static readonly Comparison[] Losses =
    [
        new("service / bare, 1 worker, normal noise", 1, 0),
        new("service / bare, 1 worker, generalized Gaussian noise", 3, 2),
        new("service / bare, 2 workers, normal noise", 5, 4),
        new("service / bare, 2 workers, generalized Gaussian noise", 7, 6),
        new("service, 2 workers / 1 worker, normal noise", 5, 1),
        new("service, 2 workers / 1 worker, generalized Gaussian noise", 7, 3),
    ];

    private static readonly Comparison[] Gains =
    [
        new("bare / best TorchScript", 0, 1),
        new("bare forward / sgemm", 0, 2),
        new("service, 1 worker / sgemm", 3, 2),
        new("service, 1 worker / peer, 1 thread", 3, 4),
        new("service, 1 worker / peer, optimized, 1 thread", 3, 5),
        new("service, 2 workers / peer, 2 threads", 6, 7),
        new("service, 2 workers / peer, optimized, 2 threads", 6, 8),
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
            using var best = new BareForward(model.Best, model, Cpu, threads: 1);
            await RatioTable.WriteAsync(
                model, null, await PairsAsync(new(model, seconds / Parts), one, two), Losses, repetitions * Parts * 2);
            var subjects = new Subjects(model, seconds);
            Slice[] slices =
            [
                await subjects.BareAsync(BareOne, bare, 1),
                await subjects.BareAsync("bare, best TorchScript, 1 thread", best, 1),
                await subjects.ProductsAsync(products),
                await subjects.ServiceAsync(ServiceOne, one, Gaussian, 1),
                await subjects.PeerAsync("peer, 1 thread", peer, "plain", 1),
                await subjects.PeerAsync("peer, optimized, 1 thread", peer, "optimized", 1),
                await subjects.ServiceAsync(ServiceTwo, two, Gaussian, 2),
                await subjects.PeerAsync("peer, 2 threads", peer, "plain", 2),
                await subjects.PeerAsync("peer, optimized, 2 threads", peer, "optimized", 2),
            ];
            await RatioTable.WriteAsync(model, peer, slices, Gains, repetitions);
        }
    }

    private static async Task<IReadOnlyList<Slice>> PairsAsync(Subjects subjects, SamplerCalls one, SamplerCalls two) =>
    [
        await subjects.BareAsync(BareOne, one, Gaussian, 1),
        await subjects.ServiceAsync(ServiceOne, one, Gaussian, 1),
        await subjects.BareAsync(BareOne, one, Other, 1),
        await subjects.ServiceAsync(ServiceOne, one, Other, 1),
        await subjects.BareAsync(BareTwo, two, Gaussian, 2),
        await subjects.ServiceAsync(ServiceTwo, two, Gaussian, 2),
        await subjects.BareAsync(BareTwo, two, Other, 2),
        await subjects.ServiceAsync(ServiceTwo, two, Other, 2),
    ];
}
