using Smoothing.Numerics;

namespace Smoothing.Certification.Predicting;

/// <summary>Whether the class with the largest count is the most probable one: a test, without a radius.</summary>
/// <remarks>
/// J. Cohen, E. Rosenfeld, J. Z. Kolter, "Certified adversarial robustness via randomized smoothing", ICML 2019,
/// PREDICT; K. Hung, W. Fithian, "Rank verification for exponential families", Annals of Statistics 47, 2019. See
/// THEOREMS.md, "Prediction".
/// </remarks>
public static class Predictor
{
    /// <summary>Answers the class with the largest count, or abstains.</summary>
    /// <param name="counts">Answers [class]. Two or more, each at least 0, at most 2^30 together.</param>
    /// <param name="error">Allowed probability of an answer that is not the most probable class. In (0, 1).</param>
    /// <returns>The class if the p-value is at most the error; ties abstain.</returns>
    /// <exception cref="ArgumentException">The counts are not as stated.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The error is out of range.</exception>
    public static Prediction Predict(IReadOnlyList<long> counts, double error)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count < 2)
            throw new ArgumentException($"{counts.Count} counts; two or more are needed", nameof(counts));
        if (counts.FirstOrDefault(count => count is < 0 or > BinomialTail.MostDraws) is not 0 and var wrong)
            throw new ArgumentException($"{wrong} is not in [0, 2^30]", nameof(counts));
        if (counts.Sum() > BinomialTail.MostDraws)
            throw new ArgumentException($"{counts.Sum()} together; at most 2^30 are allowed", nameof(counts));
        if (!(error is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(error), error, "in (0, 1)");
        var top = Enumerable.Range(0, counts.Count).MaxBy(label => counts[label]);
        var (largest, next) = (counts[top], counts.Where((_, label) => label != top).Max());
        // Twice the tail is exact.
        var value = largest == next
            ? 1
            : Math.Min(1, 2 * BinomialTail.UpperBound(largest, largest + next, 0.5));
        return new(value <= error ? top : null, value);
    }
}
