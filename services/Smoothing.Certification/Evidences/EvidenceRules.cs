using System.Collections.Immutable;
using Smoothing.Certification.Intervals;
using Smoothing.Draws.Counting;
using Smoothing.Draws.Identity;

namespace Smoothing.Certification.Evidences;

/// <summary>What counts must fulfil together before anything follows from them.</summary>
/// <remarks>
/// All counts are of one input, model, law, seed and runtime: a sum over two runtimes would be the count of neither
/// classifier. Ranges do not overlap, neither within a sample nor between selection and estimation: a draw that is
/// counted twice, or that both chose the class and bounds it, is a false claim. No draw is left out either: the
/// selection begins at draw 0, the estimation follows within a tile, and both are without gaps, so that neither a part
/// of the draws nor the class can be chosen by what the draws answered.
/// </remarks>
public static class EvidenceRules
{
    /// <summary>Largest number of selection draws, and of estimation draws.</summary>
    public const long DrawLimit = 100_000_000;

    // Ranges come by the hundred thousand; the first few of those that are wrong tell what is.
    private const int ListedRanges = 8;

    /// <summary>Finds all violations.</summary>
    /// <param name="evidence">The counts.</param>
    /// <returns>Nothing when a certificate can be computed. Paths begin with "evidence.".</returns>
    public static IReadOnlyList<Violation> Violations(Evidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var found = new List<Violation>();
        if (evidence.Imported is { } imported)
        {
            if (!evidence.Selection.IsEmpty || !evidence.Estimation.IsEmpty)
                found.Add(new("evidence.imported", "stands beside counts of the sampler; there must be one of them"));
            found.AddRange(ImportedRules.Violations(imported));
            return found;
        }

        // Without a reference source, or without counts, nothing else can be asked.
        if (!(Number(evidence.Selection, "evidence.selection", found)
            & Number(evidence.Estimation, "evidence.estimation", found)))
            return found;
        Sources(evidence, found);
        if (found.Count == 0 && Follow(evidence))
            return found;
        Ranges(evidence, found);
        if (found.Count == 0)
            Gaps(evidence, found);
        return found;
    }

    /// <summary>Finds what an interval method does not cover.</summary>
    /// <param name="evidence">Evidence without <see cref="Violations"/>.</param>
    /// <param name="method">A method.</param>
    public static IReadOnlyList<Violation> Uncovered(Evidence evidence, IntervalMethod method)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(method);
        if (evidence.Imported is not { ChoosesByEstimation: true } || method.CoversChoice(evidence.Classes))
            return [];
        return
        [
            new(
                "evidence.imported.same_draws",
                $"{method.Name} does not bound a class that the same draws chose: that is wrong more often than the "
                    + "error allows. It needs counts of other draws that choose the class, a class that was fixed "
                    + $"before, or the interval hoeffding with at least {Hoeffding.ChoiceBounds(evidence.Classes)} "
                    + "bounds, 2 more than classes"),
        ];
    }

    // False where there are no samples, or samples without counts.
    private static bool Number(ImmutableArray<SampledCounts> samples, string path, List<Violation> found)
    {
        if (samples.IsDefaultOrEmpty)
        {
            found.Add(new(path, "is empty; it must hold at least one sample"));
            return false;
        }

        var (draws, complete) = (0L, true);
        for (var i = 0; i < samples.Length; i++)
        {
            if (samples[i].Counts.IsDefaultOrEmpty)
            {
                found.Add(new($"{path}[{i}].counts", "is empty; it must hold at least one range"));
                complete = false;
                continue;
            }

            foreach (var counts in samples[i].Counts)
                draws += counts.Range.Count;
            Counts(samples[i], path, i, found);
        }

        if (draws > DrawLimit)
            found.Add(new(path, $"holds {draws} draws; at most {DrawLimit} are allowed"));
        return complete;
    }

    private static void Counts(SampledCounts sample, string samples, int index, List<Violation> found)
    {
        for (var i = 0; i < sample.Counts.Length; i++)
        {
            var (classes, draws) = (sample.Counts[i].ByClass.Length, sample.Counts[i].Range.Count);
            if (classes != sample.Source.Classes)
                found.Add(new(Path(i) + ".counts", $"has {classes} classes; the source has {sample.Source.Classes}"));
            if (draws < 1)
                found.Add(new(Path(i) + ".range.count", $"{draws} is below 1"));
        }

        string Path(int i) => $"{samples}[{index}].counts[{i}]";
    }

    private static void Sources(Evidence evidence, List<Violation> found)
    {
        const string Path = "evidence.estimation[0].source";
        SourceRules.Find(evidence.Source, Path, found);
        SameSources(evidence.Source, evidence.Selection, "selection", found);
        SameSources(evidence.Source, evidence.Estimation, "estimation", found);

        static void SameSources(
            SampleSource source, ImmutableArray<SampledCounts> samples, string part, List<Violation> found)
        {
            for (var i = 0; i < samples.Length; i++)
            {
                if (samples[i].Source.Equals(source))
                    continue;
                foreach (var field in Differences(source, samples[i].Source))
                    found.Add(new($"evidence.{part}[{i}].source.{field}", $"differs from {Path}.{field}"));
            }
        }
    }

    private static IEnumerable<string> Differences(SampleSource a, SampleSource b)
    {
        (string Field, bool Same)[] fields =
        [
            ("model", a.Model == b.Model), ("model_version", a.ModelVersion == b.ModelVersion),
            ("model_sha256", a.ModelDigest == b.ModelDigest), ("input_sha256", a.InputDigest == b.InputDigest),
            ("dimension", a.Dimension == b.Dimension), ("classes", a.Classes == b.Classes), ("noise", a.Law == b.Law),
            ("grid", a.Grid == b.Grid), ("slack", a.Slack.Equals(b.Slack)), ("run_seed", a.RunSeed == b.RunSeed),
            ("seed", a.Seed == b.Seed), ("generator", a.Generator == b.Generator),
            ("fingerprint", a.Fingerprint == b.Fingerprint),
        ];
        return fields.Where(field => !field.Same).Select(field => field.Field);
    }

    private static void Ranges(Evidence evidence, List<Violation> found)
    {
        var ranges = new List<PlacedRange>();
        Add(evidence.Selection, isEstimation: false, ranges);
        Add(evidence.Estimation, isEstimation: true, ranges);
        ranges.Sort();
        var (furthest, overlaps) = (ranges[0], 0);
        foreach (var next in ranges.Skip(1))
        {
            if (next.Range.Overlaps(furthest.Range) && ++overlaps <= ListedRanges)
            {
                var (other, range) = (furthest.Path, furthest.Range);
                found.Add(new(next.Path, $"{next.Range} overlaps {other}, {range}; no draw may be counted twice"));
            }

            if (next.Range.End > furthest.Range.End)
                furthest = next;
        }

        if (overlaps > ListedRanges)
            found.Add(new("evidence", $"has {overlaps - ListedRanges} more ranges that overlap others"));
    }

    // Whether the ranges, which have draws each, are in the order of the evidence without gaps or overlaps, as they
    // mostly are: then nothing need be sorted.
    private static bool Follow(Evidence evidence)
    {
        var end = 0L;
        if (!Follow(evidence.Selection, ref end))
            return false;
        var start = evidence.Estimation[0].Counts[0].Range.First;
        if (start < end || start > new DrawRange(0, end).NextTileStart(evidence.Source.Fingerprint.TileSize))
            return false;
        return Follow(evidence.Estimation, ref start);
    }

    private static bool Follow(ImmutableArray<SampledCounts> samples, ref long end)
    {
        foreach (var sample in samples)
        {
            foreach (var counts in sample.Counts)
            {
                if (counts.Range.First != end)
                    return false;
                end = counts.Range.End;
            }
        }

        return true;
    }

    private static void Gaps(Evidence evidence, List<Violation> found)
    {
        var end = Gaps(evidence.Selection, isEstimation: false, 0, 0, found);
        var nextTile = new DrawRange(0, end).NextTileStart(evidence.Source.Fingerprint.TileSize);
        Gaps(evidence.Estimation, isEstimation: true, end, nextTile, found);
    }

    /// <summary>Finds draws that ranges without overlaps leave out.</summary>
    /// <returns>The end of the last range.</returns>
    private static long Gaps(
        ImmutableArray<SampledCounts> samples, bool isEstimation, long earliest, long latest, List<Violation> found)
    {
        var (ranges, gaps) = (new List<PlacedRange>(), 0);
        Add(samples, isEstimation, ranges);
        ranges.Sort();
        foreach (var next in ranges)
        {
            var range = next.Range;
            if ((range.First < earliest || range.First > latest) && ++gaps <= ListedRanges)
            {
                found.Add(new(next.Path, range.First < earliest
                    ? $"{range} begins before draw {earliest}, where the selection ends"
                    : $"{range} leaves out the draws from {earliest} on; it must begin by {latest}"));
            }

            earliest = latest = range.End;
        }

        if (gaps > ListedRanges)
            found.Add(new("evidence", $"has {gaps - ListedRanges} more ranges that do not follow the one before"));
        return earliest;
    }

    private static void Add(ImmutableArray<SampledCounts> samples, bool isEstimation, List<PlacedRange> ranges)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            for (var j = 0; j < samples[i].Counts.Length; j++)
                ranges.Add(new(samples[i].Counts[j].Range, isEstimation, i, j));
        }
    }
}
