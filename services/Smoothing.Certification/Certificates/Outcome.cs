using System.Collections.Immutable;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Certification.Roundings;

namespace Smoothing.Certification.Certificates;

/// <summary>What a certificate says: an abstention or claims.</summary>
public abstract record Outcome
{
    private protected Outcome()
    {
    }
}

/// <summary>Nothing is claimed; an answer, not an error.</summary>
/// <param name="Reason">Why.</param>
public sealed record Abstention(AbstentionReason Reason) : Outcome;

/// <summary>Balls in which the smoothed classifier is constant, each on its own, and joint regions.</summary>
/// <param name="Balls">At least one, at most <see cref="MostBalls"/>.</param>
public sealed record Claims(ImmutableArray<Ball> Balls) : Outcome
{
    /// <summary>Most balls: one of each method in its own norm, and one in each norm that can be asked for.</summary>
    public static int MostBalls => BallMethods.All.Length * (1 + Norms.MostAtOnce);

    /// <summary>Most joint regions.</summary>
    public const int MostJointRegions = 4;

    /// <summary>Sets on each of which it is constant too. At most <see cref="MostJointRegions"/>.</summary>
    public ImmutableArray<JointRegion> JointRegions { get; init; } = [];

    /// <summary>What is left of these claims where inputs are rounded; null where no rounding was stated.</summary>
    public RoundedClaims? Rounded { get; init; }
}
