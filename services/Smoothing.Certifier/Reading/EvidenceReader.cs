using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    /// <param name="evidence">The message; null for one that is not there.</param>
    /// <param name="sources">Reads the sources.</param>
    /// <param name="violations">Takes what is wrong.</param>
    /// <returns>Null when there are any.</returns>
    public static Evidence? Read(Wire.Evidence? evidence, SourceReader sources, Violations violations)
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

        var selection = Samples(evidence.Selection, "selection", sources, violations);
        var estimation = Samples(evidence.Estimation, "estimation", sources, violations);
        return violations.Count == before ? new(selection, estimation) : null;
    }

    private static void Number(RepeatedField<Wire.SampledCounts> samples, string field, Violations violations)
    {
        if (samples.Count > SampleLimit)
            violations.Add(field, $"has {samples.Count} samples; at most {SampleLimit} are allowed: join them");
    }

    /// <summary>Numbers that evidence holds when it is read, classes times ranges.</summary>
    public static long Numbers(Wire.Evidence evidence) =>
        NumbersIn(evidence.Selection) + NumbersIn(evidence.Estimation)
        + 2 * Limited(evidence.Imported?.Source?.Classes);

    private static long NumbersIn(RepeatedField<Wire.SampledCounts> samples)
    {
        var numbers = 0L;
        for (var i = 0; i < samples.Count; i++)
            numbers += Limited(samples[i].Source?.Classes) * samples[i].Counts.Count;
        return numbers;
    }

    private static long Limited(int? classes) => Math.Clamp(classes ?? 0, 0, SourceReader.ClassLimit);

    private static ImmutableArray<SampledCounts> Samples(
        RepeatedField<Wire.SampledCounts> samples, string field, SourceReader sources, Violations violations)
    {
        var read = ImmutableArray.CreateBuilder<SampledCounts>(samples.Count);
        for (var i = 0; i < samples.Count; i++)
        {
            var nested = violations.Nested(field, i);
            var source = sources.Read(samples[i], nested);
            var classes = source?.Classes ?? samples[i].Source?.Classes ?? 0;
            var counts = ImmutableArray.CreateBuilder<ClassCounts>(samples[i].Counts.Count);
            for (var j = 0; j < samples[i].Counts.Count; j++)
            {
                if (Counts(samples[i].Counts[j], classes, nested.Nested("counts", j)) is { } one)
                    counts.Add(one);
            }

            if (source is not null)
                read.Add(new(source, counts.DrainToImmutable()));
        }

        return read.DrainToImmutable();
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
        var byClass = ByClass(counts.Counts, range.Count, classes, violations);
        if (violations.Count > before)
            return null;
        var sum = Sum(byClass) + counts.Unusable;
        if (sum == range.Count)
            return new(new DrawRange(range.First, range.Count), byClass, counts.Unusable);
        violations.Add("counts", $"and unusable add up to {sum}; the range has {range.Count} draws");
        return null;
    }

    private static long Sum(ImmutableArray<long> numbers)
    {
        var sum = 0L;
        foreach (var number in numbers)
            sum += number;
        return sum;
    }

    /// <summary>Reads counts of classes, each into its place, and collects what is wrong with them.</summary>
    /// <param name="counts">The field "counts".</param>
    /// <param name="draws">Draws that were counted.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="violations">Takes what is wrong, for the message that holds them.</param>
    public static ImmutableArray<long> ByClass(
        RepeatedField<Wire.ClassCount> counts, long draws, int classes, Violations violations)
    {
        var byClass = new long[classes];
        for (var i = 0; i < counts.Count; i++)
        {
            var (label, count) = (counts[i].Class, counts[i].Count);
            if (label < 0 || label >= classes)
                violations.Nested("counts", i).Add("class", $"{label} is not in [0, {classes})");
            else if (byClass[label] != 0)
                violations.Nested("counts", i).Add("class", $"{label} occurs twice");
            else if (count < 1 || count > draws)
                violations.Nested("counts", i).Add("count", $"{count} is not in [1, {draws}]");
            else
                byClass[label] = count;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(byClass);
    }
}
