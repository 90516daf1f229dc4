using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Radii;
using Smoothing.Certification.Roundings;
using Smoothing.Hosting;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>Reads statements of rounding, and what certificates say is left.</summary>
internal static class RoundingReader
{
    // As many as a joint region has limits at most.
    private const int LimitLimit = (int)Norms.MostExponent;

    /// <summary>Reads the statement of a request and collects all that is wrong with it.</summary>
    /// <param name="rounding">The statement; null for none.</param>
    /// <param name="evidence">The counts; null where they are not known to be any.</param>
    /// <param name="norms">Norms that need a distance, where the input was rounded.</param>
    /// <param name="violations">Takes what is wrong.</param>
    /// <returns>Null for none, or when something is wrong.</returns>
    public static StatedRounding? Read(
        Wire.Rounding? rounding, Evidence? evidence, IEnumerable<double> norms, Violations violations)
    {
        if (rounding is null)
            return null;
        var before = violations.Count;
        var stated = Stated(rounding);
        foreach (var (field, description) in RoundingRules.Violations(stated, evidence, norms))
            violations.Add(field, description);
        return violations.Count == before ? stated : null;
    }

    /// <summary>Reads what a certificate says is left, and collects what cannot be part of one.</summary>
    /// <returns>Null for none, or when there is any such thing.</returns>
    public static RoundedClaims? Read(Wire.RoundedClaims? claims, Violations violations)
    {
        if (claims is null)
            return null;
        var before = violations.Count;
        if (claims.Stated is null)
            violations.Add("stated", "is missing");
        Limit(claims.Balls.Count, Claims.MostBalls, "balls", violations);
        Limit(claims.JointRegions.Count, Claims.MostJointRegions, "joint_regions", violations);
        if (violations.Count > before)
            return null;
        var stated = Stated(claims.Stated!);
        ImmutableArray<RoundedBall> balls =
            [.. claims.Balls.Select((ball, i) => Ball(ball, violations.Nested("balls", i)))];
        ImmutableArray<RoundedRegion> regions =
            [.. claims.JointRegions.Select((region, i) => Region(region, violations.Nested("joint_regions", i)))];
        return violations.Count == before ? new(stated, balls, regions) : null;
    }

    // More than there may be are not read: the rules refuse their number.
    private static StatedRounding Stated(Wire.Rounding rounding)
    {
        var most = StatedRounding.MostDistances + 1;
        return new(
            rounding.DeploymentRounds,
            [
                .. rounding.InputDistances.Take(most)
                    .Select(one => new RoundingDistance(NormMessages.Read(one.Norm), one.Distance)),
            ]);
    }

    private static RoundedBall Ball(Wire.RoundedBall ball, Violations violations)
    {
        if (ball.Parent is null)
            violations.Add("parent", "is missing");
        var from = ball.ConvertedFrom is null ? (double?)null : NormMessages.Read(ball.ConvertedFrom);
        return new(NormMessages.Read(ball.Norm), ball.Radius, ball.Parent?.Ball ?? 0, ball.Loss, from);
    }

    private static RoundedRegion Region(Wire.RoundedRegion region, Violations violations)
    {
        Limit(region.Limits.Count, LimitLimit, "limits", violations);
        return new(
            region.JointRegion,
            [
                .. region.Limits.Take(LimitLimit)
                    .Select(limit => new RoundedLimit(NormMessages.Read(limit.Norm), limit.Radius, limit.Loss)),
            ]);
    }

    private static void Limit(int count, int most, string field, Violations violations)
    {
        if (count > most)
            violations.Add(field, $"has {count} items; at most {most} are allowed");
    }
}
