using System.Collections.Immutable;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>The trade-off between the limits of two norms (Hayes 2020, figure 3): its Pareto front.</summary>
/// <remarks>
/// On it neither limit can grow without the other shrinking: the constraint holds with equality, and all other limits
/// are the smallest that the chain allows. See THEOREMS.md, "Trade-off between two norms".
/// </remarks>
public static class TradeOff
{
    /// <summary>Largest number of points.</summary>
    public const int MostPoints = 10_000;

    /// <summary>Everything of a question that is out of range: noise, dimension, first, second and points.</summary>
    public static IReadOnlyList<Violation> Violations(
        NoiseLaw law, long dimension, double first, double second, int points)
    {
        var found = new List<Violation>(JointRules.Violations(law, dimension, JointGoal.Equal));
        var chain = JointRegions.Exponents(law);
        var text = $"two norms of the chain {string.Join(", ", chain)}, the first below the second";
        if (found.Count == 0 && !(chain.Any(k => k == first) && chain.Any(k => k == second) && first < second))
            found.Add(new("norms", $"{first:R} and {second:R} are not {text}"));
        if (points is < 2 or > MostPoints)
            found.Add(new("points", $"{points} is not in [2, {MostPoints}]"));
        return found;
    }

    /// <summary>Points of the front.</summary>
    /// <param name="threshold">At most the divergence that a change of the class needs. Finite, above 0.</param>
    /// <param name="law">The noise law.</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <param name="first">Exponent of the one norm, of the chain.</param>
    /// <param name="second">Exponent of the other, of the chain and above it.</param>
    /// <param name="points">In [2, 10000].</param>
    /// <returns>
    /// From the largest second limit to the largest first one, at equal distances of the logarithm of their ratio; all
    /// limits of each point, at most the exact ones and within 1e-13 of points of the front.
    /// </returns>
    /// <exception cref="ArgumentException">The question has <see cref="Violations"/>.</exception>
    public static ImmutableArray<TradeOffPoint> Front(
        double threshold, NoiseLaw law, long dimension, double first, double second, int points)
    {
        if (!(threshold > 0 && double.IsFinite(threshold)))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "finite and above 0");
        if (Violations(law, dimension, first, second, points) is [var found, ..])
            throw new ArgumentException($"{found.Field}: {found.Description}", nameof(law));
        var joint = JointLaw.Of(law)!;
        return
        [
            .. Enumerable.Range(0, points).Select(i =>
                Point(threshold, joint, dimension, (int)first, (int)second, i / (points - 1.0))),
        ];
    }

    private static TradeOffPoint Point(
        double threshold, JointLaw joint, long dimension, int first, int second, double position)
    {
        var ladder = new Ladder(joint, Steps(joint.Sum.Exponents, dimension, first, second, position));
        var limits = ladder.Limits(ladder.LastLimit(threshold));
        return new(
            limits[joint.Sum.Exponents.IndexOf(first)],
            limits[joint.Sum.Exponents.IndexOf(second)],
            [.. limits.Zip(joint.Sum.Exponents, (radius, k) => new NormLimit(k, radius, 0))],
            joint.Constraint(limits),
            threshold);
    }

    // Limits before the first are equal to it; those after it fall as fast as the chain allows until they reach the
    // second; those after the second fall as fast again.
    private static ImmutableArray<Step> Steps(
        ImmutableArray<int> exponents, long dimension, int first, int second, double position)
    {
        var most = Chain.Most(exponents, dimension);
        // Of the exponent of d in the ratio of the two limits, what is not yet in a step.
        var left = position * ((1.0 / first) - (1.0 / second));
        var steps = new Step[most.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            if (exponents[i] < first)
                steps[i] = Step.Least;
            else if (exponents[i] >= second || position == 1)
                steps[i] = most[i];
            else
                (steps[i], left) = Next(most[i], exponents[i], dimension, left);
        }

        return [.. steps];
    }

    private static (Step Step, double Left) Next(Step most, int exponent, long dimension, double left)
    {
        var whole = 2.0 / ((double)exponent * (exponent + 2));
        if (left >= whole)
            return (most, left - whole);
        var part = left > 1e-15 ? Math.Clamp(Power.LowerBound(dimension, left, 1), 1, most.Low) : 1;
        return (new(part, part), 0);
    }
}
