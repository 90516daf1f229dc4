using System.Diagnostics;

namespace Smoothing.Benchmarks.Load;

/// <summary>How long calls took, one after another.</summary>
internal sealed class Latencies
{
    private readonly double[] _milliseconds;

    private Latencies(IEnumerable<double> milliseconds) => _milliseconds = [.. milliseconds.Order()];

    /// <summary>Half of the calls took at most this, in milliseconds.</summary>
    public double Median => At(0.5);

    /// <summary>99 of 100 calls took at most this, in milliseconds.</summary>
    public double Most => At(0.99);

    /// <summary>Number of calls.</summary>
    public int Calls => _milliseconds.Length;

    /// <summary>Makes calls.</summary>
    /// <param name="calls">How many.</param>
    /// <param name="call">Makes one, given its number.</param>
    public static async Task<Latencies> OfAsync(int calls, Func<int, Task> call)
    {
        var took = new double[calls];
        for (var i = 0; i < calls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await call(i);
            took[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return new(took);
    }

    private double At(double share) => _milliseconds[(int)Math.Ceiling(share * _milliseconds.Length) - 1];
}
