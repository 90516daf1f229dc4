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

    private static readonly string Assumed = string.Join("; that ", Assumptions);
    private static readonly string Unshown = string.Join("; ", NotShown);

    /// <summary>How the class was chosen.</summary>
    /// <param name="isFixed">Whether it is given.</param>
    /// <param name="hasSelection">Whether selection counts are given.</param>
    public static string Choice(bool isFixed, bool hasSelection) => isFixed
        ? "the class was fixed before, or chosen by other draws"
        : hasSelection ? "the draws that chose the class are none of those that bound it"
        : "the class was chosen by the draws that bound it, which the interval covers";

    /// <summary>The input, as the counts name it.</summary>
    internal static void Input(Wording words, ImportedSource source)
    {
        words.Add($"\"{source.Input}\" of {source.Tool}");
        if (source.File is { } file)
            words.Add($" (line {source.Line} of the file with SHA-256 {file})");
    }

    /// <summary>The smoothed classifier, with what is assumed of the counts.</summary>
    internal static Wording Classifier(Wording words, ImportedCounts imported)
    {
        var source = imported.Source;
        words.Add("The smoothed classifier is the most frequent answer of the model that was counted on inputs of ");
        words.Add($"{source.Dimension} coordinates with {source.Law} noise in every coordinate");
        if (source.Law is not GaussianLaw)
            words.Add($" (standard deviation {source.Law.StandardDeviation:R})");
        words.Add($". The counts are another tool's. It is assumed that {Assumed}; and that ");
        words.Add(Choice(imported.FixedClass is not null, imported.Selection is not null));
        return words.Add($". Not shown: {Unshown}.");
    }
}
