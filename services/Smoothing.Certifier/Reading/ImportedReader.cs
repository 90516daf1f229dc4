using Smoothing.Certification.Evidences;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Hosting;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>Reads counts that another tool made.</summary>
internal static class ImportedReader
{
    /// <summary>Reads counts and collects what cannot be any.</summary>
    /// <returns>Null when there is any such thing.</returns>
    public static ImportedCounts? Read(Wire.ImportedCounts imported, Violations violations)
    {
        var before = violations.Count;
        var source = Source(imported.Source, violations.Nested("source"));
        var classes = imported.Source?.Classes ?? 0;
        var choice = imported.ChoiceCase;
        if (choice == Wire.ImportedCounts.ChoiceOneofCase.None)
            violations.Add("choice", "is missing; there must be selection, fixed_class or same_draws");
        if (choice == Wire.ImportedCounts.ChoiceOneofCase.SameDraws && !imported.SameDraws)
            violations.Add("same_draws", "is false; it must be true, or left out");
        var selection = choice == Wire.ImportedCounts.ChoiceOneofCase.Selection
            ? Counts(imported.Selection, classes, violations.Nested("selection"))
            : null;
        var estimation = Counts(imported.Estimation, classes, violations.Nested("estimation"));
        if (violations.Count > before)
            return null;
        return new(source!, estimation!)
        {
            Selection = selection,
            FixedClass = choice == Wire.ImportedCounts.ChoiceOneofCase.FixedClass ? imported.FixedClass : null,
        };
    }

    private static ImportedSource? Source(Wire.ImportedSource? source, Violations violations)
    {
        if (source is null)
        {
            violations.Add("", "is missing");
            return null;
        }

        var before = violations.Count;
        SourceReader.Text(source.Tool, "tool", violations);
        if (source.FileSha256.Length is not (0 or Digest.Length))
            violations.Add("file_sha256", $"has {source.FileSha256.Length} bytes; it must have 32, or none");
        SourceReader.Text(source.Input, "input", violations);
        if (source.Classes is < 2 or > SourceReader.ClassLimit)
            violations.Add("classes", $"{source.Classes} is not in [2, {SourceReader.ClassLimit}]");
        var law = Law(source.Noise, violations.Nested("noise"));
        return violations.Count > before
            ? null
            : new(
                source.Tool, source.FileSha256.IsEmpty ? null : new Digest(source.FileSha256.Span), source.Line,
                source.Input, source.Dimension, source.Classes, law!);
    }

    // Others made the draws, so that a normal law of shape 2 must not come out wider than theirs.
    private static NoiseLaw? Law(Wire.NoiseLaw? noise, Violations violations) =>
        LawMessages.Read(noise, violations.Add) is not { } law ? null
        : noise!.GeneralizedGaussian is { Scale: var scale, Shape: var shape } && GivenLaw.IsWidth(scale)
            ? GivenLaw.GeneralizedGaussian(scale, shape)
            : law;

    private static KnownCounts? Counts(Wire.KnownCounts? counts, int classes, Violations violations)
    {
        if (counts is null)
        {
            violations.Add("", "is missing");
            return null;
        }

        var before = violations.Count;
        if (counts.Draws is < 1 or > EvidenceRules.DrawLimit)
            violations.Add("draws", $"{counts.Draws} is not in [1, {EvidenceRules.DrawLimit}]");
        if (classes is < 2 or > SourceReader.ClassLimit || violations.Count > before)
            return null;
        var byClass = EvidenceReader.ByClass(counts.Counts, counts.Draws, classes, violations);
        return violations.Count > before ? null : new(counts.Draws, byClass);
    }
}
