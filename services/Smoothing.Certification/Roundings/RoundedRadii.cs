using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Numerics;

namespace Smoothing.Certification.Roundings;

/// <summary>What rounding leaves of claims: every radius less its loss.</summary>
/// <remarks>
/// The loss grows with the number of coordinates, and least in the largest norm, so that a ball of one norm may be best
/// reduced first and converted to another norm then. See THEOREMS.md, "Inputs off the grid".
/// </remarks>
internal static class RoundedRadii
{
    /// <summary>What is left; perhaps nothing.</summary>
    /// <param name="claims">Claims of the point that was sampled.</param>
    /// <param name="stated">What was rounded, without <see cref="RoundingRules.Violations"/>.</param>
    /// <param name="evidence">The counts.</param>
    public static RoundedClaims Of(Claims claims, StatedRounding stated, Evidence evidence)
    {
        var balls = claims.Balls.Select(ball => ball.Norm).Distinct().Order()
            .Select(norm => Largest(claims.Balls, norm, stated, evidence)).OfType<RoundedBall>();
        var regions = claims.JointRegions
            .Select((region, index) => Left(region, index, stated, evidence)).OfType<RoundedRegion>();
        return new(stated, [.. balls], [.. regions]);
    }

    private static RoundedBall? Largest(
        ImmutableArray<Ball> balls, double norm, StatedRounding stated, Evidence evidence)
    {
        RoundedBall? largest = null;
        for (var i = 0; i < balls.Length; i++)
        {
            if (balls[i].BestForNorm && Left(balls[i], i, norm, stated, evidence) is { } left
                && left.Radius > (largest?.Radius ?? 0))
                largest = left;
        }

        return largest;
    }

    private static RoundedBall? Left(
        Ball parent, int index, double norm, StatedRounding stated, Evidence evidence)
    {
        if (RoundingLoss.In(stated, evidence, parent.Norm) is not { } loss || Less(parent.Radius, loss) is not { } rest)
            return null;
        return norm == parent.Norm
            ? new(norm, rest, index, loss, null)
            : new(norm, NormConversion.Radius(rest, parent.Norm, norm, evidence.Dimension), index, loss, parent.Norm);
    }

    private static RoundedRegion? Left(JointRegion region, int index, StatedRounding stated, Evidence evidence)
    {
        var limits = ImmutableArray.CreateBuilder<RoundedLimit>(region.Limits.Length);
        foreach (var limit in region.Limits)
        {
            if (RoundingLoss.In(stated, evidence, limit.Norm) is not { } loss
                || Less(limit.Radius, loss) is not { } rest)
                return null;
            limits.Add(new(limit.Norm, rest, loss));
        }

        return new(index, limits.ToImmutable());
    }

    // Null where nothing is left; a loss beyond all doubles leaves nothing.
    private static double? Less(double radius, double loss) =>
        loss < radius && Directed.SubtractDown(radius, loss) is > 0 and var rest ? rest : null;
}
