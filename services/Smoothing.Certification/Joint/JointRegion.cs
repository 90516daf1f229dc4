using System.Collections.Immutable;

namespace Smoothing.Certification.Joint;

/// <summary>
/// A set of perturbations: those with ‖δ‖_k &lt; ε_k for all k of the chain at once. The smoothed classifier is
/// constant on it. No single limit is the radius of a ball.
/// </summary>
/// <param name="Limits">One for each norm of the chain, by exponent.</param>
/// <param name="Objective">What was maximised.</param>
/// <param name="MaximisedExponent">Exponent of the norm that was maximised; 0 for the other objectives.</param>
/// <param name="ContainedBalls">For each of some norms the largest ball that the set contains.</param>
/// <param name="Constraint">Σ c_k (ε_k/σ)^k, rounded up. At most <paramref name="Threshold"/>.</param>
/// <param name="Threshold">The divergence that a change of the class needs, rounded down.</param>
/// <remarks>See THEOREMS.md, "Joint region".</remarks>
public sealed record JointRegion(
    ImmutableArray<NormLimit> Limits,
    JointObjective Objective,
    double MaximisedExponent,
    ImmutableArray<NormLimit> ContainedBalls,
    double Constraint,
    double Threshold)
{
    /// <summary>Whether a perturbation is in the set.</summary>
    /// <param name="perturbation">δ, in units of the input; up to 2^28 coordinates.</param>
    /// <returns>True only if every norm is below its limit. False where a coordinate is not a number.</returns>
    public bool Contains(ReadOnlySpan<double> perturbation) => Membership.IsWithin(perturbation, Limits);

    /// <summary>The same limits, balls and numbers.</summary>
    public bool Equals(JointRegion? other) =>
        other is not null
        && Same(Limits, other.Limits)
        && (Objective, MaximisedExponent) == (other.Objective, other.MaximisedExponent)
        && Same(ContainedBalls, other.ContainedBalls)
        && (Constraint, Threshold) == (other.Constraint, other.Threshold);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Objective, MaximisedExponent, Constraint, Threshold);

    private static bool Same(ImmutableArray<NormLimit> one, ImmutableArray<NormLimit> other) =>
        one.IsDefault || other.IsDefault ? one.IsDefault && other.IsDefault : one.SequenceEqual(other);
}
