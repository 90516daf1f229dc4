using Smoothing.Benchmarks.Measuring;

namespace Smoothing.Benchmarks.Sampler;

/// <summary>What the repetitions of a subject took.</summary>
/// <param name="slice">The subject.</param>
/// <param name="spent">Its repetitions.</param>
internal sealed class Rates(Slice slice, IReadOnlyList<Spent> spent)
{
    // 97.5 % point of the normal law.
    private const double TwoSided = 1.96;
    private const int LeastForInterval = 6;

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
    public static double Quotient(Rates one, Rates other, Func<Spent, double> time) =>
        Middle(Quotients(one, other, time));

    /// <summary>An interval that has the true median of those quotients with a probability of 95 % or more.</summary>
    /// <remarks>
    /// From the quotient of one rank to that of the same rank from the end, whatever their distribution: each end is
    /// beyond the median with the probability that so few of n tosses of a coin show heads (normal approximation, the
    /// rank rounded down). Null below six repetitions, which no such interval serves.
    /// </remarks>
    public static (double Low, double High)? Interval(Rates one, Rates other, Func<Spent, double> time)
    {
        double[] sorted = [.. Quotients(one, other, time).Order()];
        var rank = (int)((sorted.Length - 1 - TwoSided * Math.Sqrt(sorted.Length)) / 2);
        return sorted.Length >= LeastForInterval ? (sorted[rank], sorted[^(rank + 1)]) : null;
    }

    private static IEnumerable<double> Quotients(Rates one, Rates other, Func<Spent, double> time) =>
        one._spent.Zip(other._spent, (mine, its) => time(its) / other._draws / (time(mine) / one._draws));

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
