using System.Globalization;

namespace Smoothing.Sampling.Checks;

/// <summary>Right answers of all.</summary>
/// <param name="Right">In [0, <paramref name="Total"/>].</param>
/// <param name="Total">At least 1.</param>
/// <param name="Classes">Number of classes.</param>
internal readonly record struct Accuracy(int Right, int Total, int Classes)
{
    private const int LeastTotal = 10;
    private const double Deviations = 3;

    /// <summary>Share of right answers by chance, in words.</summary>
    public string Chance => string.Create(CultureInfo.InvariantCulture, $"{100.0 / Classes:0.#} %");

    /// <summary>
    /// Whether an answer at random could do as well: the number is at most three standard deviations above its mean.
    /// False for fewer than ten, which tell nothing.
    /// </summary>
    public bool IsNearChance
    {
        get
        {
            var mean = (double)Total / Classes;
            return Total >= LeastTotal && Right <= mean + Deviations * Math.Sqrt(mean * (1 - 1.0 / Classes));
        }
    }

    /// <returns>Such as "81 of 100 (81 %)"; the share is rounded down.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Right} of {Total} ({Math.Floor(1000.0 * Right / Total) / 10:0.#} %)");
}
