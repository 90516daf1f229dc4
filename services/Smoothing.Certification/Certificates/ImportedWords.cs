using Smoothing.Certification.Evidences;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Certificates;

/// <summary>What a certificate of another tool's counts says in words, and what it assumes.</summary>
public static class ImportedWords
{
    /// <summary>What every such certificate rests on besides the words of how the class was chosen.</summary>
    public static IReadOnlyList<string> Assumptions { get; } =
    [
        "the counts are those of independent draws of exactly that noise law on that input",
        "the numbers of draws, the error probability and the interval were fixed before any draw",
    ];

    /// <summary>What cannot be known of such counts.</summary>
    public static IReadOnlyList<string> NotShown { get; } =
    [
        "noise that was added in floating point is not that law: nothing is taken off for it",
        "the draws cannot be repeated: there is no seed, no model and no runtime to do it with",
    ];

    /// <summary>How the class was chosen.</summary>
    /// <param name="isFixed">Whether it is given.</param>
    /// <param name="hasSelection">Whether selection counts are given.</param>
    public static string Choice(bool isFixed, bool hasSelection) => isFixed
        ? "the class was fixed before, or chosen by other draws"
        : hasSelection ? "the draws that chose the class are none of those that bound it"
        : "the class was chosen by the draws that bound it, which the interval covers";

    /// <summary>The input, as the counts name it.</summary>
    internal static string Input(ImportedSource source) => $"\"{source.Input}\" of {source.Tool}"
        + (source.File is { } file
            ? FormattableString.Invariant($" (line {source.Line} of the file with SHA-256 {file})")
            : "");

    /// <summary>The smoothed classifier, with what is assumed of the counts.</summary>
    internal static string Classifier(ImportedCounts imported) =>
        "The smoothed classifier is the most frequent answer of the model that was counted on inputs of "
        + FormattableString.Invariant($"{imported.Source.Dimension} coordinates with {imported.Source.Law} noise in ")
        + "every coordinate"
        + (imported.Source.Law is GaussianLaw
            ? ""
            : FormattableString.Invariant($" (standard deviation {imported.Source.Law.StandardDeviation:R})"))
        + $". The counts are another tool's. It is assumed that {string.Join("; that ", Assumptions)}; and that "
        + $"{Choice(imported.FixedClass is not null, imported.Selection is not null)}. Not shown: "
        + $"{string.Join("; ", NotShown)}.";
}
