using System.Collections.Immutable;

namespace Smoothing.Certification.Roundings;

/// <summary>What rounding leaves of a joint region: the answer is the class for every x' with x' - x within all limits
/// at once.</summary>
/// <param name="Parent">Index of the joint region round x̂ that it is left of.</param>
/// <param name="Limits">One for each limit of that region, in its order.</param>
public sealed record RoundedRegion(int Parent, ImmutableArray<RoundedLimit> Limits)
{
    /// <summary>The same limits of the same region.</summary>
    public bool Equals(RoundedRegion? other) =>
        other is not null && Parent == other.Parent && Limits.AsSpan().SequenceEqual(other.Limits.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Parent, Limits.Length);
}
