using Smoothing.Benchmarks.Measuring;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>What the repetitions of a subject took.</summary>
/// <param name="slice">The subject.</param>
/// <param name="spent">Its repetitions.</param>
internal sealed class Rates(Slice slice, IReadOnlyList<Spent> spent)
{
    private readonly IReadOnlyList<Spent> _spent = spent;
    private readonly int _draws = slice.Draws;

    public string Name => slice.Subject.Name;

    /// <summary>Processor time of a draw, in seconds: the median.</summary>
    public double Processor => Middle(_spent.Select(one => one.Processor / _draws));

    /// <summary>Draws a second of the clock: the median.</summary>
    public double Median => 1 / Middle(_spent.Select(one => one.Wall / _draws));

    /// <summary>Draws a second of the clock, in the repetition that others disturbed least.</summary>
    public double Best => _draws / _spent.Min(one => one.Wall);

    /// <summary>Processor time over clock time: the median.</summary>
    public double Cores => Middle(_spent.Select(one => one.Processor / one.Wall));

    /// <summary>Rate of one over that of another: the median of the quotients of repetitions side by side.</summary>
    public static double Quotient(Rates one, Rates other, Func<Spent, double> time) => Middle(
        one._spent.Zip(other._spent, (mine, its) => time(its) / other._draws / (time(mine) / one._draws)));

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
