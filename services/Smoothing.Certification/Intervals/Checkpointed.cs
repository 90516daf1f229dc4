using System.Collections.Immutable;
using Smoothing.Certification.Evidences;
using Smoothing.Numerics;

namespace Smoothing.Certification.Intervals;

/// <summary>Clopper-Pearson at the checkpoint that was reached; each checkpoint has a like part of the error.</summary>
/// <param name="Schedule">Numbers of draws at which there may be a bound, increasing.</param>
/// <param name="TargetRadius">
/// Radius that the draws are to show, in units of the input. It says when to stop, and nothing rests on it.
/// </param>
/// <remarks>See THEOREMS.md, "Checkpointed Clopper-Pearson".</remarks>
public sealed record Checkpointed(ImmutableArray<long> Schedule, double TargetRadius) : IntervalMethod
{
    /// <summary>The most checkpoints.</summary>
    public const int MostCheckpoints = 64;

    /// <inheritdoc/>
    public override IntervalKind Kind => IntervalKind.Checkpointed;

    /// <inheritdoc/>
    public override string Name => "checkpointed";

    /// <summary>Position of a number of draws in the schedule; below 0 for one that is no checkpoint.</summary>
    public int IndexOf(long draws) => Schedule.IndexOf(draws);

    /// <inheritdoc/>
    public override ErrorShares Shares(double alpha) => new(Directed.DivideDown(alpha, Schedule.Length), 0);

    /// <inheritdoc/>
    public override IntervalBounds Bounds(IntervalCounts counts, double alpha) =>
        TopBounds.Of(counts, Shares(alpha).Top);

    /// <inheritdoc/>
    public override bool Holds(IntervalBounds bounds, int classes, double alpha) =>
        IndexOf(bounds.Draws) >= 0 && TopBounds.Hold(bounds, Shares(alpha).Top) && bounds.OtherUpper == 1;

    /// <inheritdoc/>
    public override IEnumerable<Violation> Violations(long draws)
    {
        if (Schedule.IsDefault || Schedule.Length is < 1 or > MostCheckpoints)
        {
            yield return new("schedule", $"must have 1 to {MostCheckpoints} checkpoints");
            yield break;
        }

        for (var i = 0; i < Schedule.Length; i++)
        {
            var least = i == 0 ? 1 : Schedule[i - 1] + 1;
            if (Schedule[i] < least || Schedule[i] > EvidenceRules.DrawLimit)
                yield return new($"schedule[{i}]", $"{Schedule[i]} is not in [{least}, {EvidenceRules.DrawLimit}]");
        }

        if (IndexOf(draws) < 0)
            yield return new("schedule", $"has no checkpoint at {draws}, the number of estimation draws");
        if (!(TargetRadius >= 0 && double.IsFinite(TargetRadius)))
            yield return new("target_radius", $"{TargetRadius:R} is not a finite number from 0 on");
    }

    /// <inheritdoc/>
    public bool Equals(Checkpointed? other) =>
        other is not null
        && TargetRadius.Equals(other.TargetRadius)
        && Schedule.AsSpan().SequenceEqual(other.Schedule.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(TargetRadius, Schedule.IsDefault ? 0 : Schedule.Length);

    internal override string Words(long draws) => FormattableString.Invariant(
        $"of Clopper and Pearson at checkpoint {IndexOf(draws) + 1} of {Schedule.Length}")
        + $" ({string.Join(", ", Schedule)}), which share the error and were to show the radius "
        + FormattableString.Invariant($"{TargetRadius:R}");
}
