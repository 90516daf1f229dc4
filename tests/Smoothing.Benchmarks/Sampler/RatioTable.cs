using Smoothing.Benchmarks.Measuring;
using Smoothing.Sampling.Models;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>Measures the subjects of a model in turn and writes their rates and quotients, in Markdown.</summary>
internal static class RatioTable
{
    /// <summary>Measures and writes to standard output.</summary>
    /// <param name="model">The model, for the head.</param>
    /// <param name="peer">Given when it is among the subjects.</param>
    /// <param name="slices">The subjects, in the order of their turns.</param>
    /// <param name="comparisons">What is divided by what.</param>
    /// <param name="repetitions">Of each subject.</param>
    public static async Task WriteAsync(
        MeasuredModel model,
        PeerProcess? peer,
        IReadOnlyList<Slice> slices,
        IReadOnlyList<Comparison> comparisons,
        int repetitions)
    {
        var load = LoadOfMachine();
        var spent = await Interleaved.RepeatAsync([.. slices.Select(slice => slice.Subject)], repetitions, 1);
        Rates[] rates = [.. slices.Zip(spent, (slice, each) => new Rates(slice, each))];
        WriteHead(model, peer, $"{load}; {LoadOfMachine()}");
        Console.WriteLine("| | µs of processor a sample | a second, median | a second, best | cores in use |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var one in rates)
        {
            Console.WriteLine(Text($"| {one.Name} | {1e6 * one.Processor:F1} | {one.Median:N0} | {one.Best:N0} | ")
                + Text($"{one.Cores:F2} |"));
        }

        Console.WriteLine();
        Console.WriteLine("| Ratio | by processor time | by the clock, median | 95 % interval | by the clock, best |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var (name, one, other) in comparisons)
            WriteRatio(name, rates[one], rates[other]);
    }

    private static void WriteHead(MeasuredModel model, PeerProcess? peer, string load)
    {
        var manifest = model.Manifest;
        Console.WriteLine();
        Console.WriteLine($"## {manifest.Name}{(peer is null ? ": service and bare forward pass" : "")}");
        Console.WriteLine();
        Console.WriteLine(
            $"Tiles of {manifest.TileSize} draws, {EngineName.Of(manifest.Engine)}, "
                + $"{MemoryFormatName.Of(manifest.MemoryFormat)}. {Batches(manifest.Name, peer)}"
                + $"Load average before and after: {load}.");
        Console.WriteLine();
    }

    private static string Batches(string model, PeerProcess? peer)
    {
        var prefix = model + " ";
        var batches = peer?.Batches.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(one => $"{one.Key[prefix.Length..]}: {one.Value}");
        return batches is null ? "" : $"Batches of the peer: {string.Join(", ", batches)}. ";
    }

    private static void WriteRatio(string name, Rates one, Rates other) => Console.WriteLine(
        Text($"| {name} | {Rates.Quotient(one, other, spent => spent.Processor):F3} | ")
            + Text($"{Rates.Quotient(one, other, spent => spent.Wall):F3} | ")
            + (Rates.Interval(one, other, spent => spent.Wall) is var (low, high)
                ? Text($"{low:F3} to {high:F3}")
                : "–")
            + Text($" | {one.Best / other.Best:F3} |"));

    private static string LoadOfMachine() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
