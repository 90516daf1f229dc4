using Smoothing.Numerics;

namespace Smoothing.Certification.Radii;

/// <summary>Probabilities that somebody gives, without counts: p1, its complement q1, and p2.</summary>
/// <remarks>
/// p2 is 1 - p1 where it is left out. Where p1 + p2 is above 1 by no more than the rounding of their decimals, q1 is
/// p2: a smaller p1, which can only make radii smaller. A probability of 0 becomes the smallest double above it, so
/// that every radius is finite.
/// </remarks>
public sealed record ClassProbabilities
{
    /// <summary>Range of a probability, in words.</summary>
    public const string Range = "in [0, 1]";

    // Four units of rounding below 1: p1 and its complement may both have been rounded.
    private const double Rounding = 4.440892098500626e-16;

    private ClassProbabilities(double top, double complement, double other) =>
        (Top, Complement, Other) = (top, complement, other);

    /// <summary>p1. In [0, 1].</summary>
    public double Top { get; }

    /// <summary>q1, at least 1 - p1 as it was given. In (0, 1].</summary>
    public double Complement { get; }

    /// <summary>p2. In (0, q1].</summary>
    public double Other { get; }

    /// <summary>Whether the top class is ahead of every other.</summary>
    public bool HasMajority => Top > Other;

    /// <summary>Whether a number is in <see cref="Range"/>. False for what is not a number.</summary>
    public static bool IsProbability(double value) => value is >= 0 and <= 1;

    /// <summary>What is wrong with three probabilities that are each in range: they may not fit together.</summary>
    /// <remarks>Fields: one_minus_p1 and p2.</remarks>
    /// <param name="top">p1. In [0, 1].</param>
    /// <param name="complement">1 - p1 where it is known better than p1 tells; else null. In [0, 1].</param>
    /// <param name="other">p2; null for 1 - p1. In [0, 1].</param>
    public static IReadOnlyList<Violation> Violations(double top, double? complement, double? other)
    {
        if (complement is { } given && !(Math.Abs(1 - top - given) <= Rounding))
            return [new("one_minus_p1", Text($"is {given:R}, which is not 1 - p1 with p1 = {top:R}"))];
        return other is { } p && p > ComplementOf(top, complement) && top + p > 1
            ? [new("p2", Text($"is {p:R}; p1 + p2 must be at most 1"))]
            : [];
    }

    /// <summary>The probabilities on the safe side.</summary>
    /// <param name="top">p1. In [0, 1].</param>
    /// <param name="complement">1 - p1 where it is known better than p1 tells; else null. In [0, 1].</param>
    /// <param name="other">p2; null for 1 - p1. In [0, 1].</param>
    /// <exception cref="ArgumentException">
    /// One of them is out of its range, or they have <see cref="Violations"/>.
    /// </exception>
    public static ClassProbabilities Of(double top, double? complement, double? other)
    {
        if (!(IsProbability(top) && IsProbability(complement ?? 0) && IsProbability(other ?? 0)))
            throw new ArgumentOutOfRangeException(nameof(top), (top, complement, other), Range);
        if (Violations(top, complement, other) is [var first, ..])
            throw new ArgumentException($"{first.Field}: {first.Description}", nameof(top));
        var q = ComplementOf(top, complement);
        var p = other ?? q;
        return new(top, Positive(Math.Max(q, p)), Positive(p));
    }

    private static double ComplementOf(double top, double? complement) => complement ?? Directed.SubtractUp(1, top);

    private static double Positive(double value) => Math.Max(value, double.Epsilon);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
