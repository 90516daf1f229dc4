using System.Globalization;

namespace Smoothing.Cli.Plotting;

/// <summary>An axis between round numbers.</summary>
/// <param name="Step">Distance of ticks.</param>
/// <param name="Ticks">Number of ticks, without the first one.</param>
/// <param name="First">The first tick.</param>
internal readonly record struct Axis(decimal Step, int Ticks, decimal First = 0)
{
    private const int MostTicks = 8;

    /// <summary>The first tick.</summary>
    public double Start => (double)First;

    /// <summary>The last tick.</summary>
    public double End => (double)(First + (Step * Ticks));

    /// <summary>How far along the axis a number is: 0 at the first tick, 1 at the last.</summary>
    public double Share(double value) => (value - Start) / (End - Start);

    /// <summary>An axis from 0 that covers a number.</summary>
    /// <param name="largest">At least 0. Below 1e20; a figure of radii.</param>
    public static Axis Over(double largest)
    {
        if (!(largest > 1e-20))
            return new(0.25m, 4);
        var unit = Math.Pow(10, Math.Floor(Math.Log10(largest)) - 1);
        foreach (var multiple in new[] { 1, 2, 2.5, 5, 10, 20, 25, 50 })
        {
            // A curve ends a little before its axis, so that its last fall is seen.
            var ticks = (int)Math.Floor(largest / (unit * multiple)) + 1;
            if (ticks <= MostTicks)
                return new((decimal)(unit * multiple), ticks);
        }

        throw new ArgumentOutOfRangeException(nameof(largest), largest, "below 1e20");
    }

    /// <summary>The ticks with their labels.</summary>
    public IEnumerable<(double At, string Label)> All()
    {
        for (var i = 0; i <= Ticks; i++)
        {
            var at = First + (Step * i);
            yield return ((double)at, at.ToString("0.###################", CultureInfo.InvariantCulture));
        }
    }
}
