using Smoothing.Certification.Certificates;
using Smoothing.Certification.Intervals;

namespace Smoothing.Certification.Joint;

/// <summary>Joint regions in certificates. They rest on the bounds that the balls rest on, and cost no error.</summary>
public static class JointClaims
{
    /// <summary>A certificate that claims a joint region besides its balls.</summary>
    /// <param name="certificate">A certificate.</param>
    /// <param name="goal">What the region maximises.</param>
    /// <returns>The same certificate where nothing is claimed, or where the bounds give no region.</returns>
    /// <exception cref="ArgumentException">
    /// The question has <see cref="JointRegions.Violations"/>, or there are already
    /// <see cref="Claims.MostJointRegions"/> regions.
    /// </exception>
    public static Certificate Add(Certificate certificate, JointGoal goal)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var evidence = certificate.Evidence;
        if (JointRegions.Violations(evidence.Law, evidence.Dimension, goal) is [var first, ..])
            throw new ArgumentException($"{first.Field}: {first.Description}", nameof(goal));
        if (certificate is not { Outcome: Claims claims, Bounds: { } bounds })
            return certificate;
        if (claims.JointRegions.Length >= Claims.MostJointRegions)
            throw new ArgumentException($"has {Claims.MostJointRegions} joint regions", nameof(certificate));
        var region = JointRegions.Of(Threshold(bounds), evidence.Law, evidence.Dimension, goal);
        if (region is null || claims.JointRegions.Contains(region))
            return certificate;
        var more = certificate with { Outcome = claims with { JointRegions = claims.JointRegions.Add(region) } };
        return more with { Statement = Statement.Of(more) };
    }

    /// <summary>The divergence that a change of the class needs, rounded down.</summary>
    internal static double Threshold(ProbabilityBounds bounds) =>
        JointRegions.Threshold(bounds.TopComplementUpper, bounds.OtherUpper);
}
