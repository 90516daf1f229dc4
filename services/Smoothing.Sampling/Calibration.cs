using System.Collections.Immutable;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.Sampling.Checks;
using Smoothing.Sampling.Models;

namespace Smoothing.Sampling;

/// <summary>How many tiles a device runs best at once. It changes how fast draws are counted, never the counts.
/// </summary>
/// <param name="Tiles">Tiles under way at once.</param>
/// <param name="Rates">What was measured.</param>
public sealed record Calibration(int Tiles, ImmutableArray<CalibratedRate> Rates)
{
    // What more tiles must gain to be worth their memory, as a share of the fastest.
    private const double Worthwhile = 0.03;
    private const int Rounds = 3;

    // Standard deviations in the width of the input range.
    private const int DeviationsOfRange = 4;

    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The model to measure with: of those whose tile fits into a round, the one whose tile takes longest.
    /// </summary>
    /// <param name="models">Models, refused ones included.</param>
    /// <returns>The fastest when none fits; null when all were refused.</returns>
    /// <remarks>
    /// A tile of a small model is over before another thread has begun its own, so one thread may be best for it, and
    /// would leave the others of the machine idle for large models.
    /// </remarks>
    public static ModelEntry? ModelFor(IEnumerable<ModelEntry> models)
    {
        var fastestFirst = models.Where(entry => entry.Model is not null).OrderBy(entry => entry.Model!.TileTime)
            .ToList();
        return fastestFirst.LastOrDefault(entry => entry.Model!.TileTime <= Round) ?? fastestFirst.FirstOrDefault();
    }

    /// <summary>Measures all workers against half of them, and so on.</summary>
    /// <param name="model">A model that was not refused.</param>
    /// <param name="workers">The largest number. At least 1.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    /// <remarks>
    /// Numbers take turns and the best round of each counts, because other work on the machine makes rounds slower,
    /// never faster. Two threads of one core may be slower than one, and a GPU may be full with one tile.
    /// </remarks>
    /// <exception cref="ModelException">The model failed.</exception>
    public static async Task<Calibration> RunAsync(ModelEntry model, int workers, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        var manifest = model.Manifest ?? throw new ArgumentException("the model was refused", nameof(model));
        var levels = new int[manifest.Dimension];
        Array.Fill(levels, manifest.Grid.MinLevel);
        var rates = Numbers(workers).ToDictionary(number => number, _ => 0.0);
        for (var round = 0; rates.Count > 1 && round < Rounds; round++)
        {
            foreach (var number in rates.Keys.ToArray())
            {
                var rate = await Throughput.MeasureAsync(model, levels, Law(manifest), number, Round, cancellation);
                rates[number] = Math.Max(rates[number], rate);
            }
        }

        return Of([.. rates.Select(rate => new CalibratedRate(rate.Key, rate.Value))]);
    }

    /// <summary>Takes the smallest number of tiles that is about as fast as the fastest.</summary>
    internal static Calibration Of(ImmutableArray<CalibratedRate> rates)
    {
        var enough = (1 - Worthwhile) * rates.Max(rate => rate.DrawsPerSecond);
        return new(rates.Where(rate => rate.DrawsPerSecond >= enough).Min(rate => rate.Tiles), rates);
    }

    /// <summary>All, half and a quarter of the workers, which are what a device with shared cores may want.</summary>
    internal static IEnumerable<int> Numbers(int workers) =>
        new[] { workers, (workers + 1) / 2, (workers + 3) / 4 }.Distinct();

    private static GaussianLaw Law(ModelManifest manifest)
    {
        var step = (double)manifest.Grid.Step.Numerator / manifest.Grid.Step.Denominator;
        var deviation = (double)manifest.Grid.Levels / DeviationsOfRange;
        return new(step * Math.Clamp(deviation, 2 * GridNoise.MinSteps, GridNoise.MaxSteps / 2));
    }
}

/// <summary>A number of tiles and how fast it was.</summary>
/// <param name="Tiles">Tiles under way at once.</param>
/// <param name="DrawsPerSecond">Draws counted in a second.</param>
public sealed record CalibratedRate(int Tiles, double DrawsPerSecond);
