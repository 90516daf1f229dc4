using System.Text;
using Smoothing.Certification.Replaying;

namespace Smoothing.Cli.Replaying;

/// <summary>A line for each certificate, and more where something differs.</summary>
/// <param name="file">Name of the file, with which lines begin.</param>
/// <param name="writer">Where they go.</param>
internal sealed class ReplayText(string file, TextWriter writer) : IReplayRows
{
    public void Write(long line, Replayed replayed)
    {
        var text = new StringBuilder();
        var (before, now) = (replayed.Recording.Source.Fingerprint, replayed.Source.Fingerprint);
        Line(
            text,
            $"{file}:{line}: input {replayed.Index}: {replayed.Verdict}: {replayed.Recording.Draws} draws in "
                + $"{replayed.Recording.Ranges.Count} ranges, {Circumstances(replayed)}");
        if (replayed.Comparison.Verdict != ReplayVerdict.Identical)
        {
            foreach (var (range, compared) in replayed.Recording.Ranges.Zip(replayed.Comparison.Ranges))
                Line(text, $"  {range}: {Change(compared, replayed.Comparison.Share)}");
        }

        if (!before.Equals(now))
        {
            Line(text, $"  recorded on {Fingerprints.Text(before)}");
            Line(text, $"  replayed on {Fingerprints.Text(now)}");
        }

        foreach (var range in replayed.Recording.LeftOut)
            Line(text, $"  left out: {range}; a recorded range is compared whole or not at all");
        Put(text);
    }

    public void Write(long line, NotReplayed refusal)
    {
        var text = new StringBuilder();
        foreach (var (field, description) in refusal.Reasons)
        {
            var reason = field.Length == 0 ? description : $"{field}: {description}";
            Line(text, $"{file}:{line}: not replayed: {reason}");
        }

        Put(text);
    }

    public void End(ReplayTotals totals) => Put(new StringBuilder($"{file}: {totals}\n"));

    private static string Circumstances(Replayed replayed)
    {
        var (before, now) = (replayed.Recording.Source.Fingerprint, replayed.Source.Fingerprint);
        return (replayed.OtherModel ? "another model file, " : "") + (before.Equals(now)
            ? "the same runtime fingerprint"
            : $"another runtime fingerprint ({Fingerprints.Differences(before, now)})");
    }

    private static string Change(RangeComparison compared, double share)
    {
        if (compared.Greatest is not { } change)
            return "all counts are equal";
        var answer = change.Class is { } label ? FormattableString.Invariant($"class {label}") : "no answer";
        return FormattableString.Invariant($"at least {compared.Moved} draws were answered otherwise; {answer} was ")
            + FormattableString.Invariant($"recorded {change.Recorded} times and replayed {change.Replayed} times, ")
            + FormattableString.Invariant($"p-value {change.PValue:R}; refused from {share:R} down");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    // At once, so that an interruption leaves whole rows.
    private void Put(StringBuilder text)
    {
        writer.Write(text.ToString());
        writer.Flush();
    }
}
