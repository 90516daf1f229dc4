using System.Globalization;
using Smoothing.Benchmarks.Measuring;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Native;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>Samples a second of a service on a GPU, against the bare forward pass and the peer's loop, in one run.
/// </summary>
internal static class GpuRatios
{
    private const string Gpu = "cuda:0";
    private const int FewWorkers = 4, ManyWorkers = 8, ComparedDraws = 4096;

    // Of rows whose threads wait for the GPU: clock time counts.
    private const int ByTheClock = 0;

    private static readonly NoiseLaw Gaussian = new GaussianLaw(0.25);
    private static readonly NoiseLaw Other = NoiseLaw.GeneralizedGaussian(0.35, 4);

    private static readonly Comparison[] Comparisons =
    [
        new("service / bare, 4 workers / 2 threads, normal noise", 3, 1),
        new("service / bare, 8 workers / 2 threads, normal noise", 4, 1),
        new("service / bare, 8 workers / 2 threads, generalized Gaussian noise", 5, 1),
        new("service, 8 workers / 1 worker", 4, 2),
        new("service, 8 workers / peer", 4, 6),
        new("service, 8 workers / peer, optimized", 4, 7),
    ];

    /// <summary>Measures and writes tables in Markdown to standard output.</summary>
    /// <param name="args">As of <see cref="SamplerRatios.RunAsync"/>.</param>
    public static async Task RunAsync(string[] args)
    {
        var repetitions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var python = args.Length > 1 ? args[1] : "python3";
        var seconds = args.Length > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 0.5;
        TorchRuntime.Prepare(Gpu);
        using var folder = await ModelFolder.MakeAsync(python, Gpu, args.Length > 3 ? args[3..] : ModelFolder.Names);
        using var peer = await PeerProcess.StartAsync(python, folder.Path, Gpu);
        await using var one = await SamplerCalls.StartAsync(folder.Path, Gpu, workers: 1);
        await using var few = await SamplerCalls.StartAsync(folder.Path, Gpu, FewWorkers);
        await using var many = await SamplerCalls.StartAsync(folder.Path, Gpu, ManyWorkers);
        Console.WriteLine($"{HostLibraries.CudaDeviceName(0)}; {Machine.Text} Python with torch {peer.Version}.");
        foreach (var model in folder.Models)
        {
            using var bare = new BareForward(model.File, model, Gpu, threads: 1);
            using var bareTwo = new BareForward(model.File, model, Gpu, threads: 2);
            var subjects = new Subjects(model, seconds);
            Slice[] slices =
            [
                await subjects.BareAsync("bare forward, 1 thread", bare, ByTheClock),
                await subjects.BareAsync("bare forward, 2 threads", bareTwo, ByTheClock),
                await subjects.ServiceAsync("service, 1 worker", one, Gaussian, ByTheClock),
                await subjects.ServiceAsync($"service, {FewWorkers} workers", few, Gaussian, ByTheClock),
                await subjects.ServiceAsync($"service, {ManyWorkers} workers", many, Gaussian, ByTheClock),
                await subjects.ServiceAsync($"service, {ManyWorkers} workers", many, Other, ByTheClock),
                await subjects.PeerAsync("peer", peer, "plain", 2),
                await subjects.PeerAsync("peer, optimized", peer, "optimized", 2),
            ];
            await RatioTable.WriteAsync(model, peer, slices, Comparisons, repetitions);
            await CompareAsync(model, one, many);
        }
    }

    /// <summary>Tells whether the counts are the same on one worker and on many, and how far a processor's differ.
    /// </summary>
    private static async Task CompareAsync(MeasuredModel model, SamplerCalls one, SamplerCalls many)
    {
        var counts = await one.CountAsync(model, Gaussian, 0, ComparedDraws);
        var others = await many.CountAsync(model, Gaussian, 0, ComparedDraws);
        var onCpu = await ProcessorCounts.OfAsync(model, Gaussian, SamplerCalls.RunSeed, ComparedDraws);
        Console.WriteLine();
        Console.WriteLine(
            $"Counts of {ComparedDraws} draws: {string.Join(' ', counts)}. On {ManyWorkers} workers instead of one they "
                + (counts.SequenceEqual(others) ? "are the same" : $"are {string.Join(' ', others)}")
                + ", on the processor instead of the GPU they "
                + (counts.SequenceEqual(onCpu) ? "are the same." : $"are {string.Join(' ', onCpu)}."));
    }
}
