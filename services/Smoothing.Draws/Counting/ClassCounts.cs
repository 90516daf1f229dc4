using System.Collections.Immutable;

namespace Smoothing.Draws.Counting;

/// <summary>How often each class was answered over a range of draws.</summary>
/// <remarks>Counts and unusable draws add up to the length of the range.</remarks>
public sealed class ClassCounts
{
    /// <summary>Counts over a range.</summary>
    /// <param name="range">The draws.</param>
    /// <param name="byClass">Answers [class], each at least 0.</param>
    /// <param name="unusable">Draws without an answer; they stay in the number of draws. At least 0.</param>
    /// <exception cref="ArgumentException">A number is negative, or the sum is not the length of the range.</exception>
    public ClassCounts(DrawRange range, ImmutableArray<long> byClass, long unusable)
    {
        var (sum, inRange) = (unusable, unusable >= 0);
        foreach (var count in byClass)
        {
            inRange &= count >= 0 && count <= range.Count;
            sum = unchecked(sum + count);
        }

        if (!inRange)
            throw new ArgumentException("a count is below 0 or above the number of draws", nameof(byClass));
        // Each number is at most 2^32, so the sum of up to 2^20 classes cannot have overflowed.
        if (sum != range.Count)
            throw new ArgumentException($"the counts do not add up to {range.Count} draws", nameof(byClass));
        (Range, ByClass, Unusable) = (range, byClass, unusable);
    }

    /// <summary>The draws.</summary>
    public DrawRange Range { get; }

    /// <summary>Answers [class].</summary>
    public ImmutableArray<long> ByClass { get; }

    /// <summary>Draws whose largest output is not a number or not unique.</summary>
    public long Unusable { get; }

    /// <summary>Joins counts over adjacent ranges.</summary>
    /// <param name="next">Begins where this range ends, with the same number of classes.</param>
    /// <exception cref="ArgumentException">It does not.</exception>
    public ClassCounts Then(ClassCounts next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.Range.First != Range.End || next.ByClass.Length != ByClass.Length)
            throw new ArgumentException($"{next.Range} does not follow {Range}", nameof(next));
        return new(
            new DrawRange(Range.First, Range.Count + next.Range.Count),
            [.. ByClass.Zip(next.ByClass, (a, b) => a + b)],
            Unusable + next.Unusable);
    }
}
