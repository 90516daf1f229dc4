using System.Collections.Immutable;

namespace Smoothing.Certification.Roundings;

/// <summary>
/// What was rounded to the grid, as the client states it: the point x̂ that was sampled stands for an input x, or
/// deployment rounds the inputs x' that it is given, or both.
/// </summary>
/// <param name="DeploymentRounds">
/// Whether deployment brings every coordinate of x' to the nearest level of the grid, and what is outside of the range
/// of levels perhaps to the nearest end, before it is classified.
/// </param>
/// <param name="InputDistances">How far x was from x̂, norm by norm; empty where x is x̂.</param>
/// <remarks>The certifier has no input, so it cannot check this: it is an assumption of what follows. See THEOREMS.md,
/// "Inputs off the grid".</remarks>
public sealed record StatedRounding(bool DeploymentRounds, ImmutableArray<RoundingDistance> InputDistances)
{
    /// <summary>Most distances: of all norms that can be asked for, and those of any chain.</summary>
    public const int MostDistances = 64;

    /// <summary>Whether x was rounded.</summary>
    public bool InputWasRounded => !InputDistances.IsEmpty;

    /// <summary>The distance in a norm; null where it is not stated.</summary>
    public double? DistanceIn(double norm)
    {
        foreach (var stated in InputDistances)
        {
            if (stated.Norm == norm)
                return stated.Distance;
        }

        return null;
    }

    /// <summary>The same statement.</summary>
    public bool Equals(StatedRounding? other) =>
        other is not null && DeploymentRounds == other.DeploymentRounds
        && InputDistances.AsSpan().SequenceEqual(other.InputDistances.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(DeploymentRounds, InputDistances.Length);
}
