using Smoothing.Certification.Radii;

namespace Smoothing.Cli.Asking.Json;

/// <summary>Reads the probabilities of a question from JSON.</summary>
internal static class JsonProbabilities
{
    /// <summary>Reads p1, p2 and one_minus_p1; null where they are missing or wrong, which is told.</summary>
    /// <param name="question">The question.</param>
    /// <param name="withOther">Whether there may be a p2.</param>
    public static ClassProbabilities? Read(JsonFields question, bool withOther = true)
    {
        var before = question.Violations.Count;
        var top = question.Number("p1", ClassProbabilities.IsProbability, ClassProbabilities.Range);
        var other = withOther ? Optional(question, "p2") : null;
        var complement = Optional(question, "one_minus_p1");
        if (question.Violations.Count > before)
            return null;
        foreach (var (field, description) in ClassProbabilities.Violations(top, complement, other))
            question.Violations.Add(field, description);
        return question.Violations.Count > before ? null : ClassProbabilities.Of(top, complement, other);
    }

    private static double? Optional(JsonFields question, string name) =>
        question.OptionalNumber(name, ClassProbabilities.IsProbability, ClassProbabilities.Range);
}
