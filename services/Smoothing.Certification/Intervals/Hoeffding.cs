using Smoothing.Numerics;

namespace Smoothing.Certification.Intervals;

/// <summary>Hoeffding bounds, several of which share the error.</summary>
/// <param name="Count">
/// How many. With 1 only the top class is bounded, and every other class is at most its complement; from 2 on the
/// largest other count is bounded too.
/// </param>
/// <remarks>See THEOREMS.md, "Hoeffding".</remarks>
public sealed record Hoeffding(int Count) : IntervalMethod
{
    /// <summary>The most bounds that may share an error: one for each of the most classes.</summary>
    public const int MostBounds = 1 << 20;

    /// <inheritdoc/>
    public override IntervalKind Kind => IntervalKind.Hoeffding;

    /// <inheritdoc/>
    public override string Name => "hoeffding";

    /// <inheritdoc/>
    public override ErrorShares Shares(double alpha)
    {
        var top = Directed.DivideDown(alpha, Count);
        return new(top, Count == 1 ? 0 : Directed.SubtractDown(alpha, top));
    }

    /// <inheritdoc/>
    public override IntervalBounds Bounds(IntervalCounts counts, double alpha) => new(
        counts.Top,
        counts.Other,
        counts.Draws,
        HoeffdingBound.LowerBound(counts.Top, counts.Draws, Count, alpha),
        HoeffdingBound.UpperBound(counts.Draws - counts.Top, counts.Draws, Count, alpha),
        Count == 1 ? 1 : HoeffdingBound.UpperBound(counts.Other, counts.Draws, Count, alpha));

    /// <inheritdoc/>
    /// <remarks>A closed form: what is stated must be what it gives.</remarks>
    public override bool Holds(IntervalBounds bounds, int classes, double alpha) =>
        bounds == Bounds(new(bounds.TopCount, bounds.OtherCount, bounds.Draws, classes), alpha);

    /// <inheritdoc/>
    /// <remarks>See THEOREMS.md, "A class that the same draws chose".</remarks>
    public override bool CoversChoice(int classes) => Count >= ChoiceBounds(classes);

    /// <summary>Number of bounds from which on a class may be chosen by the draws that bound it.</summary>
    /// <param name="classes">Number of classes. At least 2.</param>
    public static int ChoiceBounds(int classes) => classes + 2;

    /// <inheritdoc/>
    public override IEnumerable<Violation> Violations(long draws)
    {
        if (Count is < 1 or > MostBounds)
            yield return new("bounds", $"{Count} is not in [1, {MostBounds}]");
    }

    internal override string Words(long draws) => Count == 1
        ? "of Hoeffding"
        : FormattableString.Invariant($"of Hoeffding, {Count} of which share the error");
}
