using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Radii;

/// <summary>Radii at probabilities that somebody gives, without counts: what the methods say, not a certificate.
/// </summary>
public static class GivenProbabilities
{
    /// <summary>Largest number of coordinates, 2^28.</summary>
    public const long MostDimension = 1L << 28;

    /// <summary>Most norms that one question asks for.</summary>
    public const int MostNorms = 64;

    /// <summary>The bounds in the form that the methods take.</summary>
    /// <param name="topLower">p1, at most the probability of the top class. In [0, 1].</param>
    /// <param name="topComplement">q1, at least its complement. In (0, 1].</param>
    /// <param name="other">p2, at least the probability of every other class. In (0, q1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal static ProbabilityBounds Bounds(double topLower, double topComplement, double other)
    {
        Within(topLower, topLower is >= 0 and <= 1, nameof(topLower), "[0, 1]");
        Within(topComplement, topComplement is > 0 and <= 1, nameof(topComplement), "(0, 1]");
        Within(other, other > 0 && other <= topComplement, nameof(other), "(0, topComplement]");
        // No method of a radius looks behind the three probabilities.
        return new(
            CountsCertifier.MostError, IntervalMethod.ClopperPearson, topLower, topComplement, other, 0,
            new(0, 0, 0, topLower, topComplement, other));
    }

    /// <summary>All balls that follow from given probabilities.</summary>
    /// <param name="topLower">p1, at most the probability of the top class. In [0, 1].</param>
    /// <param name="topComplement">
    /// q1, at least its complement, given on its own because it is what matters near 0. In (0, 1].
    /// </param>
    /// <param name="other">p2, at least the probability of every other class. In (0, q1].</param>
    /// <param name="law">The noise law.</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <param name="norms">
    /// Norms in which balls are wanted besides those of the methods' own; each in [1, 64] or positive infinity.
    /// </param>
    /// <returns>
    /// Balls with a finite radius above 0, rounded down; the largest of each norm is marked. None where p1 is not above
    /// p2.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ImmutableArray<Ball> Balls(
        double topLower, double topComplement, double other, NoiseLaw law, long dimension, IReadOnlyList<double> norms)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(norms);
        Within(dimension, dimension is >= 1 and <= MostDimension, nameof(dimension), "[1, 2^28]");
        foreach (var norm in norms)
            Within(norm, Norms.AreCovered(norm), nameof(norms), "[1, 64], or infinite");
        var bounds = Bounds(topLower, topComplement, other);
        return bounds.HasMajority ? Radii.Balls.Of(bounds, law, dimension, norms) : [];
    }

    /// <summary>The balls that a question asks for.</summary>
    /// <param name="given">The probabilities.</param>
    /// <param name="law">The noise law.</param>
    /// <param name="dimension">
    /// Number of coordinates, in [1, 2^28]; null for the balls that do not depend on it, which hold for every number.
    /// </param>
    /// <param name="norms">
    /// The norms of the balls, each in [1, 64] or positive infinity; null for <see cref="Norms.Usual"/> and those of
    /// the methods' own.
    /// </param>
    /// <returns>
    /// Balls with a finite radius above 0, rounded down; the largest of each norm is marked. None where p1 is not above
    /// p2. Those with <see cref="OtherNames"/> come again under each. The index in a <see cref="ParentWitness"/> is not
    /// one into these.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ImmutableArray<Ball> Balls(
        ClassProbabilities given, NoiseLaw law, long? dimension, IReadOnlyList<double>? norms)
    {
        ArgumentNullException.ThrowIfNull(given);
        var balls = dimension is { } known ? At(known) : OfEveryDimension(At(1), At(MostDimension));
        return [.. OtherNames.With(balls, law).Where(ball => norms is null || norms.Contains(ball.Norm))];

        ImmutableArray<Ball> At(long d) =>
            Balls(given.Top, given.Complement, given.Other, law, d, norms ?? Norms.Usual);
    }

    // Radii never grow with the dimension, so that those that are equal at both ends do not depend on it.
    private static ImmutableArray<Ball> OfEveryDimension(ImmutableArray<Ball> least, ImmutableArray<Ball> most)
    {
        var radii = most.ToDictionary(Key, ball => ball.Radius);
        return Radii.Balls.Marked(
            [.. least.Where(ball => radii.TryGetValue(Key(ball), out var radius) && radius == ball.Radius)]);

        static (RadiusMethod, double, double?) Key(Ball ball) => (ball.Method, ball.Norm, ball.ConvertedFrom);
    }

    private static void Within(double value, bool isIn, string name, string range)
    {
        if (!isIn)
            throw new ArgumentOutOfRangeException(name, value, range);
    }
}
