using System.Diagnostics;
using System.Globalization;
using Smoothing.Benchmarks.Measuring;

namespace Smoothing.Benchmarks.Certificates;

/// <summary>The peer's loop, in a Python process that waits between repetitions.</summary>
internal sealed class PeerLoop : IDisposable
{
    private readonly Process _process;

    private PeerLoop(Process process, string library) => (_process, Library) = (process, library);

    /// <summary>Where its binomial bound comes from: "statsmodels", or "scipy" where that is not installed.</summary>
    public string Library { get; }

    /// <summary>Starts Python; it must have scipy.</summary>
    public static async Task<PeerLoop> StartAsync(string python)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Certificates", "peer_loop.py"),
            Text(VariedCounts.Draws), Text(VariedCounts.Error), Text(VariedCounts.Deviation),
        ];
        var process = Process.Start(
            new ProcessStartInfo(python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var library = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"{python} has no scipy");
        return new(process, library);
    }

    /// <summary>Certifies inputs; the sum of the radii besides.</summary>
    public async Task<(Spent Spent, double Sum)> RunAsync(IEnumerable<long> tops)
    {
        await _process.StandardInput.WriteLineAsync(string.Join(' ', tops));
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Python ended");
        double[] numbers = [.. line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        return (new(numbers[0], numbers[1], 0), numbers[2]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
