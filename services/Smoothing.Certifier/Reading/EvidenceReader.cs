using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Smoothing.Certification.Evidences;
using Smoothing.Draws.Counting;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>Reads evidence: every number within its own range. EvidenceRules tells what holds between them.</summary>
internal static class EvidenceReader
{
    // Counts are kept as one number for each class: 32 MiB, whatever a message of 4 MiB says.
    private const long NumberLimit = 1L << 22;

    /// <summary>Largest sum of <see cref="Numbers"/> over the items of a batch: seconds of work.</summary>
    public const long BatchNumberLimit = 1L << 24;

    // Counts of one source need one sample; a few more are for clients that do not join what they resumed.
    private const int SampleLimit = 64;

    /// <summary>Reads evidence and collects its violations.</summary>
    /// <returns>Null when there are any.</returns>
    public static Evidence? Read(Wire.Evidence? evidence, Violations violations)
    {
        if (evidence is null)
        {
            violations.Add("", "is missing");
            return null;
        }

        if (evidence.Imported is { } imported)
        {
            if (evidence.Selection.Count + evidence.Estimation.Count > 0)
                violations.Add("imported", "stands beside counts of the sampler; there must be one of them");
            return ImportedReader.Read(imported, violations.Nested("imported")) is { } counts ? new(counts) : null;
        }

        var before = violations.Count;
        Number(evidence.Selection, "selection", violations);
        Number(evidence.Estimation, "estimation", violations);
        if (violations.Count > before)
            return null;
        if (Numbers(evidence) is > NumberLimit and var numbers)
        {
            violations.Add("", $"holds {numbers} numbers, classes times ranges; at most {NumberLimit} are allowed: "
                + "add up adjacent ranges first");
            return null;
        }

        var selection = Samples(evidence.Selection, "selection", violations);
        var estimation = Samples(evidence.Estimation, "estimation", violations);
        return violations.Count == before ? new(selection, estimation) : null;
    }

    private static void Number(RepeatedField<Wire.SampledCounts> samples, string field, Violations violations)
    {
        if (samples.Count > SampleLimit)
            violations.Add(field, $"has {samples.Count} samples; at most {SampleLimit} are allowed: join them");
    }

    /// <summary>Numbers that evidence holds when it is read, classes times ranges.</summary>
    public static long Numbers(Wire.Evidence evidence) => evidence.Selection.Concat(evidence.Estimation)
        .Sum(sample => Limited(sample.Source?.Classes) * sample.Counts.Count)
        + 2 * Limited(evidence.Imported?.Source?.Classes);

    private static long Limited(int? classes) => Math.Clamp(classes ?? 0, 0, SourceReader.ClassLimit);

    private static ImmutableArray<SampledCounts> Samples(
        RepeatedField<Wire.SampledCounts> samples, string field, Violations violations)
    {
        var read = ImmutableArray.CreateBuilder<SampledCounts>(samples.Count);
        for (var i = 0; i < samples.Count; i++)
        {
            var nested = violations.Nested(field, i);
            var source = SourceReader.Read(samples[i].Source, nested.Nested("source"));
            var classes = source?.Classes ?? samples[i].Source?.Classes ?? 0;
            var counts = ImmutableArray.CreateBuilder<ClassCounts>(samples[i].Counts.Count);
            for (var j = 0; j < samples[i].Counts.Count; j++)
            {
                if (Counts(samples[i].Counts[j], classes, nested.Nested("counts", j)) is { } one)
                    counts.Add(one);
            }

            if (source is not null)
                read.Add(new(source, counts.ToImmutable()));
        }

        return read.ToImmutable();
    }

    private static ClassCounts? Counts(Wire.ClassCounts counts, int classes, Violations violations)
    {
        if (counts.Range is not { } range)
        {
            violations.Add("range", "is missing");
            return null;
        }

        var before = violations.Count;
        if (range.First is < 0 or >= DrawRange.Limit)
            violations.Add("range.first", $"{range.First} is not in [0, 2^32)");
        else if (range.Count < 1 || range.Count > DrawRange.Limit - range.First)
            violations.Add("range.count", $"{range.Count} is not in [1, {DrawRange.Limit - range.First}]");
        if (counts.Unusable < 0 || counts.Unusable > range.Count)
            violations.Add("unusable", $"{counts.Unusable} is not in [0, {range.Count}]");
        if (classes is < 2 or > SourceReader.ClassLimit || violations.Count > before)
            return null;
        var byClass = new long[classes];
        for (var i = 0; i < counts.Counts.Count; i++)
            Count(counts.Counts[i], range.Count, byClass, violations.Nested("counts", i));
        if (violations.Count > before)
            return null;
        var sum = byClass.Sum() + counts.Unusable;
        if (sum == range.Count)
            return new(new DrawRange(range.First, range.Count), [.. byClass], counts.Unusable);
        violations.Add("counts", $"and unusable add up to {sum}; the range has {range.Count} draws");
        return null;
    }

    /// <summary>Reads the count of a class into its place.</summary>
    public static void Count(Wire.ClassCount count, long draws, long[] byClass, Violations violations)
    {
        if (count.Class < 0 || count.Class >= byClass.Length)
            violations.Add("class", $"{count.Class} is not in [0, {byClass.Length})");
        else if (byClass[count.Class] != 0)
            violations.Add("class", $"{count.Class} occurs twice");
        else if (count.Count < 1 || count.Count > draws)
            violations.Add("count", $"{count.Count} is not in [1, {draws}]");
        else
            byClass[count.Class] = count.Count;
    }
}
