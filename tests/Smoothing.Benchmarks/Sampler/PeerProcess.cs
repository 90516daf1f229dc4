using System.Diagnostics;
using System.Globalization;
using Smoothing.Benchmarks.Measuring;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>The peer's loop, in a Python process that waits between repetitions.</summary>
internal sealed class PeerProcess : IDisposable
{
    // The priority of a sampler's workers.
    private const string Niceness = "5";

    private readonly Process _process;

    private PeerProcess(Process process, string version) => (_process, Version) = (process, version);

    /// <summary>Version of torch.</summary>
    public string Version { get; }

    /// <summary>The batch that each model, variant and number of threads is run with.</summary>
    public SortedDictionary<string, string> Batches { get; } = new(StringComparer.Ordinal);

    /// <summary>Starts Python; it must have torch.</summary>
    /// <param name="python">Its name.</param>
    /// <param name="folder">The models.</param>
    /// <param name="device">"cpu" or "cuda:N".</param>
    public static async Task<PeerProcess> StartAsync(string python, string folder, string device)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Sampler", "peer_loop.py");
        var start = new ProcessStartInfo("nice", ["-n", Niceness, python, script, folder, device])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // What a careful user sets: without it up to two thirds of the time goes into page faults.
        start.Environment["MALLOC_MMAP_MAX_"] = "0";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = start.Environment["MALLOC_TOP_PAD_"] = "1073741824";
        var process = Process.Start(start)!;
        var version = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"{python} has no torch");
        return new(process, version);
    }

    /// <summary>Counts draws.</summary>
    /// <param name="model">The model.</param>
    /// <param name="variant">"plain" or "optimized".</param>
    /// <param name="threads">Intra-op threads.</param>
    /// <param name="draws">Number of draws.</param>
    public async Task<Spent> RunAsync(MeasuredModel model, string variant, int threads, long draws)
    {
        var key = FormattableString.Invariant($"{model.Manifest.Name} {variant} {threads}");
        var shape = string.Join(' ', model.Manifest.Shape);
        await _process.StandardInput.WriteLineAsync(FormattableString.Invariant($"{key} {draws} {shape}"));
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Python ended");
        string[] words = line.Split(' ');
        double[] numbers = [.. words.Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        if (numbers[2] != draws)
            throw new InvalidOperationException($"the peer counted {numbers[2]} of {draws} draws");
        Batches[key] = words[3];
        return new(numbers[0], numbers[1], 0);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
