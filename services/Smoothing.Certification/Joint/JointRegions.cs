using System.Collections.Immutable;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>Joint regions of generalized Gaussian noise (Hayes 2020, equations 22 to 27).</summary>
/// <remarks>See THEOREMS.md, "Joint region".</remarks>
public static class JointRegions
{
    /// <summary>Largest number of coordinates, 2^28.</summary>
    public const long MostDimension = 1L << 28;

    /// <summary>
    /// Largest number of coordinates of a perturbation that somebody may ask about, 2^18: the norms of a whole chain
    /// of so many numbers take seconds.
    /// </summary>
    public const int MostPerturbation = 1 << 18;

    /// <summary>The exponents of the limits: 2, 4, .., p for even p and 1, 3, .., p for odd p, p the shape.</summary>
    /// <returns>Empty for a law without joint regions.</returns>
    public static ImmutableArray<int> Exponents(NoiseLaw law) => JointLaw.Of(law)?.Sum.Exponents ?? [];

    /// <summary>Everything of a question that is out of range: the fields noise, dimension, norm and weights.</summary>
    public static IReadOnlyList<Violation> Violations(NoiseLaw law, long dimension, JointGoal goal) =>
        [.. JointRules.Violations(law, dimension, goal)];

    /// <summary>The region that is best for an objective.</summary>
    /// <param name="threshold">
    /// At most the divergence that a change of the class needs: <see cref="Threshold(double, double)"/>. Finite, 0 or
    /// more.
    /// </param>
    /// <param name="law">The noise law.</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <param name="goal">The objective.</param>
    /// <returns>
    /// Limits at most the best ones: within 1e-9 of them, relatively. Null where the threshold is so small that a
    /// limit is 0, or where weighted limits were not found that well.
    /// </returns>
    /// <exception cref="ArgumentException">The question has <see cref="Violations"/>.</exception>
    public static JointRegion? Of(double threshold, NoiseLaw law, long dimension, JointGoal goal)
    {
        ArgumentNullException.ThrowIfNull(goal);
        Check(threshold, law, dimension, goal);
        if (threshold == 0)
            return null;
        var joint = JointLaw.Of(law)!;
        var ladder = new Ladder(joint, Steps(threshold, joint, dimension, goal));
        var limits = ladder.Limits(ladder.LastLimit(Reserved(threshold, goal)));
        return limits[^1] > 0 && double.IsFinite(limits[0]) && IsNearBest(limits, threshold, joint, dimension, goal)
            ? Region(limits, threshold, joint, dimension, goal)
            : null;
    }

    /// <summary>The divergence that a change of the class needs: -ln(1 - (√p1 - √p2)²), rounded down.</summary>
    /// <param name="topComplement">q1 = 1 - p1, rounded up. In (0, 1).</param>
    /// <param name="other">p2. In [0, q1].</param>
    /// <returns>0 where p2 is not below 1 - q1.</returns>
    public static double Threshold(double topComplement, double other) =>
        Directed.AddDown(topComplement, other) < 1
            ? DivergenceBound.KullbackLeiblerLowerBound(topComplement, other)
            : 0;

    /// <summary>The same of probabilities that somebody gives.</summary>
    /// <returns>0 where p1 is not above p2.</returns>
    public static double Threshold(ClassProbabilities given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return given is { HasMajority: true, Complement: < 1 } ? Threshold(given.Complement, given.Other) : 0;
    }

    /// <summary>Whether a region is the one that <see cref="Of"/> gives, as far as inequalities tell.</summary>
    /// <remarks>
    /// Every limit follows from the last, which is the last double for which the constraint holds; the objective of a
    /// weighted one is within 1e-9 of the best by its duality gap. Nothing is solved.
    /// </remarks>
    internal static bool Holds(JointRegion region, double threshold, NoiseLaw law, long dimension)
    {
        if (JointLaw.Of(law) is not { } joint || Goal(region, joint) is not { } goal
            || JointRules.Violations(law, dimension, goal).Any())
            return false;
        double[] limits = [.. region.Limits.Select(limit => limit.Radius)];
        return limits.All(limit => limit > 0 && double.IsFinite(limit))
            && region.Threshold == threshold
            && threshold > 0
            && Follow(limits, threshold, joint, dimension, goal)
            && region.Constraint <= threshold
            && region == Region(limits, threshold, joint, dimension, goal);
    }

    // What weighted limits leave of the threshold, 2^-34 of it, so that no error of the solver makes one too large.
    internal static double Reserved(double threshold, JointGoal goal) =>
        goal is WeightedGoal ? Directed.MultiplyDown(threshold, 1 - 5.820766091346741e-11) : threshold;

    private static bool Follow(double[] limits, double threshold, JointLaw joint, long dimension, JointGoal goal)
    {
        var steps = goal is WeightedGoal
            ? WeightedSteps.Read(limits, Chain.Most(joint.Sum.Exponents, dimension))
            : Steps(threshold, joint, dimension, goal);
        if (steps is not { } read)
            return false;
        var ladder = new Ladder(joint, read);
        return ladder.IsLastLimit(limits[^1], Reserved(threshold, goal))
            && ladder.Limits(limits[^1]).SequenceEqual(limits)
            && IsNearBest(limits, threshold, joint, dimension, goal);
    }

    private static bool IsNearBest(
        double[] limits, double threshold, JointLaw joint, long dimension, JointGoal goal) =>
        goal is not WeightedGoal(var weights)
            || DualityGap.Relative(limits, [.. weights.Values], joint, Reserved(threshold, goal), dimension)
                <= DualityGap.Allowed;

    private static ImmutableArray<Step> Steps(double threshold, JointLaw joint, long dimension, JointGoal goal)
    {
        var (exponents, most) = (joint.Sum.Exponents, Chain.Most(joint.Sum.Exponents, dimension));
        return goal switch
        {
            EqualGoal => [.. most.Select(_ => Step.Least)],
            MaximiseGoal(var exponent) =>
                [.. most.Select((step, i) => exponents[i] < exponent ? Step.Least : step)],
            WeightedGoal(var weights) =>
                WeightedSteps.Solve([.. weights.Values], joint, threshold, dimension, most),
            _ => throw new ArgumentOutOfRangeException(nameof(goal), goal, "an objective"),
        };
    }

    private static JointRegion Region(
        double[] radii, double threshold, JointLaw joint, long dimension, JointGoal goal)
    {
        var weights = (goal as WeightedGoal)?.Weights;
        ImmutableArray<NormLimit> limits =
        [
            .. radii.Zip(joint.Sum.Exponents, (radius, k) => new NormLimit(k, radius, weights?[k] ?? 0)),
        ];
        return new(
            limits,
            goal switch
            {
                EqualGoal => JointObjective.Equal,
                MaximiseGoal => JointObjective.Maximise,
                _ => JointObjective.Weighted,
            },
            (goal as MaximiseGoal)?.Exponent ?? 0,
            Contained.Balls(limits, dimension),
            joint.Constraint(radii),
            threshold);
    }

    private static JointGoal? Goal(JointRegion region, JointLaw joint)
    {
        if (region.Limits.IsDefault
            || !region.Limits.Select(limit => limit.Norm).SequenceEqual(joint.Sum.Exponents.Select(k => (double)k)))
            return null;
        return region.Objective switch
        {
            JointObjective.Equal => JointGoal.Equal,
            JointObjective.Maximise => JointGoal.Maximise(region.MaximisedExponent),
            JointObjective.Weighted => JointGoal.Weighted(
                region.Limits.Select(limit => KeyValuePair.Create(limit.Norm, limit.Weight))),
            _ => null,
        };
    }

    private static void Check(double threshold, NoiseLaw law, long dimension, JointGoal goal)
    {
        if (!(threshold >= 0 && double.IsFinite(threshold)))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "finite, and 0 or more");
        if (Violations(law, dimension, goal) is [var first, ..])
            throw new ArgumentException($"{first.Field}: {first.Description}", nameof(goal));
    }
}
