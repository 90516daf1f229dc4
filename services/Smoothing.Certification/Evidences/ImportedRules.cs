using Smoothing.Certification.Radii;
using Smoothing.Draws.Generator;

namespace Smoothing.Certification.Evidences;

/// <summary>What counts of another tool must fulfil.</summary>
internal static class ImportedRules
{
    private const string Path = "evidence.imported";

    /// <summary>Finds all violations.</summary>
    public static IEnumerable<Violation> Violations(ImportedCounts imported)
    {
        var source = imported.Source;
        foreach (var (field, text) in new[] { ("tool", source.Tool), ("input", source.Input) })
        {
            if (!SourceRules.IsPrintable(text))
                yield return new($"{Path}.source.{field}", "is not 1 to 200 printable ASCII characters");
        }

        if (source.Line < 0 || source.Line > 0 != source.File is not null)
            yield return new($"{Path}.source.line", $"{source.Line} is not from 1 on, or 0 without file_sha256");
        if (source.Dimension is < 1 or > NoisyInput.DimensionLimit)
            yield return new($"{Path}.source.dimension", $"{source.Dimension} is not in [1, 2^28]");
        var hasClasses = source.Classes is >= 2 and <= SourceRules.ClassLimit;
        if (!hasClasses)
            yield return new($"{Path}.source.classes", $"{source.Classes} is not in [2, 2^20]");
        // No grid bounds the noise of another tool.
        if (!GivenLaw.IsWidth(UnitLaws.ScaleOf(source.Law)))
            yield return new($"{Path}.source.noise", $"{source.Law} has a width that is not {GivenLaw.WidthRange}");
        if (imported.FixedClass is { } label && hasClasses && (label < 0 || label >= source.Classes))
            yield return new($"{Path}.fixed_class", $"{label} is not in [0, {source.Classes - 1}]");
        if (imported.FixedClass is not null && imported.Selection is not null)
            yield return new($"{Path}.fixed_class", "stands beside selection; there must be one of them");
        var counted = new[] { ("selection", imported.Selection), ("estimation", imported.Estimation) };
        foreach (var (field, counts) in counted)
        {
            if (counts is not null && Wrong(counts, source.Classes) is { } wrong)
                yield return new($"{Path}.{field}.{wrong.Field}", wrong.Description);
        }
    }

    private static Violation? Wrong(KnownCounts counts, int classes)
    {
        if (counts.Draws is < 1 or > EvidenceRules.DrawLimit)
            return new("draws", $"{counts.Draws} is not in [1, {EvidenceRules.DrawLimit}]");
        if (counts.ByClass.IsDefault || counts.ByClass.Length != classes)
            return new("counts", $"are not those of {classes} classes");
        if (counts.ByClass.Any(count => count < 0 || count > counts.Draws))
            return new("counts", $"has one that is not in [0, {counts.Draws}]");
        // At most 2^20 numbers of at most 10^8.
        var sum = counts.ByClass.Sum();
        return sum > counts.Draws ? new("counts", $"add up to {sum}, more than the {counts.Draws} draws") : null;
    }
}
