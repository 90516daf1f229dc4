using System.Globalization;
using Smoothing.Benchmarks.Measuring;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Models;
using Smoothing.Sampling.Native;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>Samples a second through gRPC, against the bare forward pass and the peer's loop, in one run.</summary>
internal static class SamplerRatios
{
    private static readonly NoiseLaw Gaussian = new GaussianLaw(0.25);
    private static readonly NoiseLaw Other = NoiseLaw.GeneralizedGaussian(0.35, 4);

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
        using var folder = await ModelFolder.MakeAsync(python, args.Length > 3 ? args[3..] : ModelFolder.Names);
        using var peer = await PeerProcess.StartAsync(python, folder.Path);
        await using var one = await SamplerCalls.StartAsync(folder.Path, workers: 1);
        await using var two = await SamplerCalls.StartAsync(folder.Path, workers: 2);
        Console.WriteLine($"{Machine.Text} Python with torch {peer.Version}.");
        foreach (var model in folder.Models)
        {
            var load = LoadOfMachine();
            using var bare = new BareForward(model.File, model, threads: 1);
            using var bareTwo = new BareForward(model.File, model, threads: 2);
            using var best = new BareForward(model.Best, model, threads: 1);
            var slices = new SliceSizes(model.Manifest.TileSize, seconds);
            Slice[] found =
            [
                await slices.OfAsync("bare forward, 1 thread", 1, InProcess((_, n) => bare.RunAsync(n))),
                await slices.OfAsync("bare forward, 2 threads", 2, InProcess((_, n) => bareTwo.RunAsync(n))),
                await slices.OfAsync("bare, best TorchScript, 1 thread", 1, InProcess((_, n) => best.RunAsync(n))),
                await slices.OfAsync($"service, 1 worker, {Gaussian}", 1, Service(one, model, Gaussian)),
                await slices.OfAsync($"service, 1 worker, {Other}", 1, Service(one, model, Other)),
                await slices.OfAsync($"service, 2 workers, {Gaussian}", 2, Service(two, model, Gaussian)),
                await slices.OfAsync($"service, 2 workers, {Other}", 2, Service(two, model, Other)),
                await slices.OfAsync("peer, 1 thread", 1, Peer(peer, model, "plain", 1)),
                await slices.OfAsync("peer, 2 threads", 0, Peer(peer, model, "plain", 2)),
                await slices.OfAsync("peer, optimized, 1 thread", 1, Peer(peer, model, "optimized", 1)),
                await slices.OfAsync("peer, optimized, 2 threads", 0, Peer(peer, model, "optimized", 2)),
            ];
            var spent = await Interleaved.RepeatAsync([.. found.Select(slice => slice.Subject)], repetitions, 1);
            Rates[] rates = [.. found.Zip(spent, (slice, each) => new Rates(slice, each))];
            Write(model, peer, rates, $"{load}; {LoadOfMachine()}");
        }
    }

    private static Func<int, int, Task<Spent>> InProcess(Func<int, int, Task> work) =>
        (repetition, draws) => Spent.OfAsync(() => work(repetition, draws));

    private static Func<int, int, Task<Spent>> Service(SamplerCalls calls, MeasuredModel model, NoiseLaw law) =>
        InProcess((repetition, draws) => calls.CountAsync(model, law, (long)repetition * draws, draws));

    private static Func<int, int, Task<Spent>> Peer(
        PeerProcess peer, MeasuredModel model, string variant, int threads) =>
        (_, draws) => peer.RunAsync(model, variant, threads, draws);

    private static void Write(MeasuredModel model, PeerProcess peer, Rates[] rates, string load)
    {
        var manifest = model.Manifest;
        Console.WriteLine();
        Console.WriteLine($"## {manifest.Name}");
        Console.WriteLine();
        var prefix = manifest.Name + " ";
        var batches = peer.Batches.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(one => $"{one.Key[prefix.Length..]}: {one.Value}");
        Console.WriteLine(
            $"Tiles of {manifest.TileSize} draws, {MemoryFormatName.Of(manifest.MemoryFormat)}. Batches of the peer: "
                + $"{string.Join(", ", batches)}. Load average before and after: {load}.");
        Console.WriteLine();
        Console.WriteLine("| | µs of processor a sample | a second, median | a second, best | cores in use |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var one in rates)
        {
            Console.WriteLine(Text($"| {one.Name} | {1e6 * one.Processor:F1} | {one.Median:N0} | {one.Best:N0} | ")
                + Text($"{one.Cores:F2} |"));
        }

        Console.WriteLine();
        Console.WriteLine("| Ratio | by processor time | by the clock, median | by the clock, best |");
        Console.WriteLine("|---|---:|---:|---:|");
        Ratio("service / bare, 1 worker, normal noise", rates[3], rates[0]);
        Ratio("service / bare, 1 worker, generalized Gaussian noise", rates[4], rates[0]);
        Ratio("service / bare, 2 workers, normal noise", rates[5], rates[1]);
        Ratio("service / bare, 2 workers, generalized Gaussian noise", rates[6], rates[1]);
        Ratio("bare / best TorchScript", rates[0], rates[2]);
        Ratio("service, 2 workers / 1 worker", rates[5], rates[3]);
        Ratio("service, 1 worker / peer, 1 thread", rates[3], rates[7]);
        Ratio("service, 2 workers / peer, 2 threads", rates[5], rates[8]);
        Ratio("service, 1 worker / peer, optimized, 1 thread", rates[3], rates[9]);
        Ratio("service, 2 workers / peer, optimized, 2 threads", rates[5], rates[10]);
    }

    private static void Ratio(string name, Rates one, Rates other) => Console.WriteLine(
        Text($"| {name} | {Rates.Quotient(one, other, spent => spent.Processor):F3} | ")
            + Text($"{Rates.Quotient(one, other, spent => spent.Wall):F3} | {one.Best / other.Best:F3} |"));

    private static string LoadOfMachine() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
