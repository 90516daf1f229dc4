using System.Collections.Immutable;
using Smoothing.Draws.Counting;
using Smoothing.Numerics;

namespace Smoothing.Certification.Replaying;

/// <summary>Compares counts with those of the same draws, drawn again.</summary>
/// <remarks>
/// Equal runtimes must give equal counts. Between others it is an exact test of the hypothesis that both give every
/// answer with the same probability; it needs nothing of how the two answers to one draw depend on each other. See
/// THEOREMS.md, "Replay".
/// </remarks>
public static class ReplayTest
{
    /// <summary>Probability that counts of two runtimes with equal laws are called different: 1e-6.</summary>
    public const double Error = 1e-6;

    /// <summary>Compares counts range by range.</summary>
    /// <param name="recorded">Counts over ranges that share no draw. At least one.</param>
    /// <param name="replayed">Counts over the same ranges, in the same order.</param>
    /// <param name="mustBeEqual">Whether model file and runtime fingerprint are the same on both sides.</param>
    /// <param name="error">Allowed probability that equal laws are refused, over all ranges and answers together. In
    /// (0, 1).</param>
    /// <exception cref="ArgumentException">The ranges or the numbers of classes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The error is out of range.</exception>
    public static ReplayComparison Compare(
        IReadOnlyList<ClassCounts> recorded,
        IReadOnlyList<ClassCounts> replayed,
        bool mustBeEqual,
        double error = Error)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(replayed);
        if (!(error is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(error), error, "in (0, 1)");
        if (recorded.Count == 0 || recorded.Count != replayed.Count)
            throw new ArgumentException($"{recorded.Count} and {replayed.Count} ranges", nameof(replayed));
        ImmutableArray<RangeComparison> ranges = [.. recorded.Zip(replayed, Compare)];
        // Every class and "no answer", of every range; below the quotient, so that the sum is at most the error.
        var comparisons = recorded.Sum(counts => counts.ByClass.Length + 1L);
        var share = Math.BitDecrement(error / comparisons);
        return new(Verdict(ranges, mustBeEqual, share), share, ranges);
    }

    private static ReplayVerdict Verdict(
        ImmutableArray<RangeComparison> ranges, bool mustBeEqual, double share) =>
        ranges.All(range => range.Greatest is null) ? ReplayVerdict.Identical
        : mustBeEqual || ranges.Any(range => range.Greatest?.PValue <= share) ? ReplayVerdict.Different
        : ReplayVerdict.Consistent;

    private static RangeComparison Compare(ClassCounts recorded, ClassCounts replayed)
    {
        if (recorded.Range != replayed.Range || recorded.ByClass.Length != replayed.ByClass.Length)
        {
            throw new ArgumentException(
                $"{replayed.ByClass.Length} classes over {replayed.Range}, and {recorded.ByClass.Length} over "
                    + $"{recorded.Range}",
                nameof(replayed));
        }

        var draws = recorded.Range.Count;
        var (moved, greatest) = (Math.Max(0, recorded.Unusable - replayed.Unusable), (CountChange?)null);
        for (var label = 0; label < recorded.ByClass.Length; label++)
        {
            moved += Math.Max(0, recorded.ByClass[label] - replayed.ByClass[label]);
            greatest = Greater(greatest, label, recorded.ByClass[label], replayed.ByClass[label], draws);
        }

        greatest = Greater(greatest, null, recorded.Unusable, replayed.Unusable, draws);
        return new(recorded.Range, moved, greatest);
    }

    private static CountChange? Greater(CountChange? other, int? label, long recorded, long replayed, long draws)
    {
        if (recorded == replayed)
            return other;
        var change = new CountChange(label, recorded, replayed, PValue(recorded, replayed, draws));
        return other?.PValue <= change.PValue ? other : change;
    }

    // Of the answer or of its complement, whichever is rarer: a draw that both sides answer alike adds nothing to one
    // of the two sums. Twice the tail is exact.
    private static double PValue(long recorded, long replayed, long draws)
    {
        var both = Math.Min(recorded + replayed, 2 * draws - recorded - replayed);
        var larger = (both + Math.Abs(recorded - replayed)) / 2;
        return Math.Min(1, 2 * BinomialTail.UpperBound(larger, both, 0.5));
    }
}
