using System.Collections.Immutable;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Recommendations;

/// <summary>Compares noise laws of one standard deviation for a target norm, at one probability of the top class.
/// </summary>
/// <remarks>See THEOREMS.md, "Recommendation".</remarks>
public static class Recommender
{
    /// <summary>Smallest standard deviation.</summary>
    public const double LeastDeviation = 1e-9;

    /// <summary>Largest standard deviation.</summary>
    public const double MostDeviation = 1e9;

    private static readonly ImmutableArray<int> PaperShapes = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32, 48, 64];

    /// <summary>Everything of a question that is out of range.</summary>
    /// <remarks>Fields: norm, dimension, standard_deviation, one_minus_p1.</remarks>
    /// <param name="norm">The target, in [1, 64] or positive infinity.</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <param name="standardDeviation">Of one coordinate of the noise, in units of the input. In [1e-9, 1e9].</param>
    /// <param name="topComplement">q1, in [1e-300, 0.5); null where it is not known, or where nothing is ahead.</param>
    public static IReadOnlyList<Violation> Violations(
        double norm, long dimension, double standardDeviation, double? topComplement)
    {
        var found = new List<Violation>();
        if (!Norms.AreCovered(norm))
            found.Add(new("norm", $"{Norms.Text(norm)} is not in [1, 64], or infinite"));
        if (dimension is < 1 or > JointRegions.MostDimension)
            found.Add(new("dimension", $"{dimension} is not in [1, 2^28]"));
        if (!(standardDeviation is >= LeastDeviation and <= MostDeviation))
            found.Add(new("standard_deviation", $"{Norms.Text(standardDeviation)} is not in [1e-9, 1e9]"));
        if (topComplement is { } q && !(q is >= 1e-300 and < 0.5))
            found.Add(new("one_minus_p1", $"{Norms.Text(q)} is not in [1e-300, 0.5)"));
        return found;
    }

    /// <summary>The comparison.</summary>
    /// <param name="norm">The target, in [1, 64] or positive infinity.</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <param name="standardDeviation">Of one coordinate of the noise, in units of the input. In [1e-9, 1e9].</param>
    /// <param name="topComplement">q1 = 1 - p1, rounded up; p2 = q1. In [1e-300, 0.5).</param>
    /// <exception cref="ArgumentException">The question has <see cref="Violations"/>.</exception>
    public static Recommendation Of(double norm, long dimension, double standardDeviation, double topComplement)
    {
        if (Violations(norm, dimension, standardDeviation, topComplement) is [var first, ..])
            throw new ArgumentException($"{first.Field}: {first.Description}", nameof(norm));
        var question = new Question(norm, dimension, standardDeviation, BoundsOf(topComplement));
        var paper = PaperShapes.Select(shape => question.PaperCandidate(question.OfShape(shape))).MaxBy(c => c.Radius)!;
        Candidate[] all =
        [
            .. new[]
            {
                question.Candidate(NoiseLaw.Gaussian(standardDeviation)),
                question.Candidate(question.OfShape(1)),
                question.Candidate(NoiseLaw.Uniform(Directed.MultiplyDown(standardDeviation, Directed.SqrtDown(3)))),
                question.Candidate(ShapeSearch.Best(question)),
                paper,
            }.DistinctBy(candidate => (candidate.Law, candidate.Method))
                .OrderByDescending(candidate => candidate.Radius),
        ];
        var best = all[0];
        // The question is which noise: another method of the same noise is no other answer.
        var next = all.First(candidate => candidate.Law != best.Law);
        var gain = next.Radius > 0
            ? Directed.SubtractDown(Directed.DivideDown(best.Radius, next.Radius), 1)
            : double.PositiveInfinity;
        return new(best, [.. all.Skip(1)], paper, gain, Explanation.Of(question, best, next, paper));
    }

    private static ProbabilityBounds BoundsOf(double topComplement)
    {
        var top = Directed.SubtractDown(1, topComplement);
        return new(
            0.5, IntervalMethod.ClopperPearson, top, topComplement, topComplement, 0,
            new(0, 0, 1, top, topComplement, topComplement));
    }
}
