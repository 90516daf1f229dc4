using Smoothing.Certification.Replaying;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Replaying;

/// <summary>Counts that were drawn again, and what they say.</summary>
/// <param name="Recording">What was recorded.</param>
/// <param name="Index">Index of the input in the data.</param>
/// <param name="Source">Where the new counts come from.</param>
/// <param name="Comparison">Both counts, range by range.</param>
internal sealed record Replayed(
    Recording Recording, int Index, Wire.SampleSource Source, ReplayComparison Comparison)
{
    /// <summary>Whether another model file counted.</summary>
    public bool OtherModel => IsOther(Recording.Source, Source);

    /// <summary>The verdict in the letters of the output.</summary>
    public string Verdict => Words(Comparison.Verdict);

    /// <summary>Compares counts.</summary>
    /// <param name="recording">What was recorded.</param>
    /// <param name="index">Index of the input in the data.</param>
    /// <param name="again">The same ranges again, each of one source.</param>
    public static Replayed Of(Recording recording, int index, IReadOnlyList<Wire.SampledCounts> again)
    {
        var (before, now) = (recording.Source, again[0].Source);
        var comparison = ReplayTest.Compare(
            [.. recording.Ranges.Select(range => Recording.Counts(range.Counts, before.Classes))],
            [.. again.Select(sample => Recording.Counts(sample.Counts[0], now.Classes))],
            mustBeEqual: !IsOther(before, now) && before.Fingerprint.Equals(now.Fingerprint));
        return new(recording, index, now, comparison);
    }

    /// <summary>A verdict in the letters of the output.</summary>
    public static string Words(ReplayVerdict verdict) => verdict.ToString().ToUpperInvariant();

    private static bool IsOther(Wire.SampleSource before, Wire.SampleSource now) =>
        before.ModelSha256 != now.ModelSha256;
}
