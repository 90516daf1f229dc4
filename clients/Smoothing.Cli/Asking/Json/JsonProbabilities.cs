using Smoothing.Certification.Joint;
using Smoothing.Numerics;

namespace Smoothing.Cli.Asking.Json;

/// <summary>Probabilities of a question: p1, its complement q1, and p2.</summary>
/// <param name="Top">p1. In [0, 1].</param>
/// <param name="Complement">q1, at least 1 - p1 as it was given. In (0, 1].</param>
/// <param name="Other">p2. In (0, q1].</param>
internal sealed record JsonProbabilities(double Top, double Complement, double Other)
{
    // Four units of rounding below 1: p1 and its complement may both have been rounded.
    private const double Rounding = 4.440892098500626e-16;

    /// <summary>Whether the top class is ahead of every other.</summary>
    public bool HasMajority => Top > Other;

    /// <summary>The divergence that a change of the class needs, rounded down.</summary>
    public double Threshold => Complement < 1 ? JointRegions.Threshold(Complement, Other) : 0;

    /// <summary>Reads p1, p2 and one_minus_p1; null where they are missing or wrong, which is told.</summary>
    /// <remarks>
    /// p2 is 1 - p1 where it is left out. Where p1 + p2 is above 1 by no more than the rounding of their decimals, q1
    /// is p2: a smaller p1, which can only make radii smaller. A probability of 0 becomes the smallest double above it,
    /// so that every radius is finite.
    /// </remarks>
    /// <param name="question">The question.</param>
    /// <param name="withOther">Whether there may be a p2.</param>
    public static JsonProbabilities? Read(JsonFields question, bool withOther = true)
    {
        var before = question.Violations.Count;
        var top = question.Number("p1", IsProbability, "in [0, 1]");
        var other = withOther ? question.OptionalNumber("p2", IsProbability, "in [0, 1]") : null;
        var complement = question.OptionalNumber("one_minus_p1", IsProbability, "in [0, 1]");
        if (question.Violations.Count > before)
            return null;
        if (complement is { } given && !(Math.Abs(1 - top - given) <= Rounding))
        {
            question.Violations.Add(
                "one_minus_p1", FormattableString.Invariant($"is {given:R}, which is not 1 - p1 with p1 = {top:R}"));
            return null;
        }

        var q = complement ?? Directed.SubtractUp(1, top);
        var p = other ?? q;
        if (p > q && top + p > 1)
        {
            question.Violations.Add("p2", FormattableString.Invariant($"is {p:R}; p1 + p2 must be at most 1"));
            return null;
        }

        return new(top, Positive(Math.Max(q, p)), Positive(p));
    }

    private static bool IsProbability(double value) => value is >= 0 and <= 1;

    private static double Positive(double value) => Math.Max(value, double.Epsilon);
}
