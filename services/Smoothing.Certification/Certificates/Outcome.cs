using System.Collections.Immutable;

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

/// <summary>Balls in which the smoothed classifier is constant, each on its own.</summary>
/// <param name="Balls">At least one.</param>
public sealed record Claims(ImmutableArray<Ball> Balls) : Outcome;
