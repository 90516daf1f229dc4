using Smoothing.Draws.Counting;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Replaying;

/// <summary>Counts of a certificate over one range of draws.</summary>
/// <param name="Part">What they are for, "selection" or "estimation".</param>
/// <param name="Counts">The counts.</param>
internal sealed record RecordedRange(string Part, Wire.ClassCounts Counts)
{
    /// <summary>The draws.</summary>
    public DrawRange Range => new(Counts.Range.First, Counts.Range.Count);

    /// <returns>Such as "selection [0, 100)".</returns>
    public override string ToString() => $"{Part} {Range}";
}
