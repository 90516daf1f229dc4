using Smoothing.Draws.Counting;
using Smoothing.Draws.Laws;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling.Checks;

/// <summary>How many draws of one input are counted in a second, as a run counts them.</summary>
internal static class Throughput
{
    private const int WarmReports = 1, LeastReports = 3;
    private const long Draws = 1 << 30;

    /// <summary>Counts draws for a while, on workers of its own.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="levels">Levels of the input [coordinate].</param>
    /// <param name="law">A law that a table covers on the model's grid.</param>
    /// <param name="workers">Threads. At least 1.</param>
    /// <param name="least">Least time, without that for the table and the first tiles.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Draws a second.</returns>
    /// <exception cref="ModelException">The model failed.</exception>
    public static async Task<double> MeasureAsync(
        ModelEntry entry, int[] levels, NoiseLaw law, int workers, TimeSpan least, CancellationToken cancellation)
    {
        using var engine = new SamplingEngine(new(workers, QueueLimit: 1), TimeProvider.System);
        var every = (long)entry.Manifest!.TileSize * workers;
        using var run = engine.Start(new(entry, levels, law, default, new DrawRange(0, Draws), every));
        var (reports, counted, start) = (0, 0L, 0L);
        await foreach (var counts in run.Counts.WithCancellation(cancellation))
        {
            // The first ones wait for the table, and for the engine to settle.
            if (++reports <= WarmReports)
            {
                start = TimeProvider.System.GetTimestamp();
                continue;
            }

            counted += counts.Range.Count;
            if (reports >= LeastReports && TimeProvider.System.GetElapsedTime(start) >= least)
                break;
        }

        return counted / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}
