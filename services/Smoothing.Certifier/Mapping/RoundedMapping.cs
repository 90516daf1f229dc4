using Smoothing.Certification.Roundings;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Mapping;

/// <summary>What rounding leaves of claims, as messages.</summary>
internal static class RoundedMapping
{
    public static Wire.RoundedClaims ToWire(RoundedClaims claims) => new()
    {
        Stated = new()
        {
            DeploymentRounds = claims.Stated.DeploymentRounds,
            InputDistances =
            {
                claims.Stated.InputDistances.Select(one => new Wire.RoundingDistance
                {
                    Norm = NormMessages.ToMessage(one.Norm),
                    Distance = one.Distance,
                }),
            },
        },
        Balls = { claims.Balls.Select(ToWire) },
        JointRegions = { claims.JointRegions.Select(ToWire) },
    };

    private static Wire.RoundedBall ToWire(RoundedBall ball) => new()
    {
        Norm = NormMessages.ToMessage(ball.Norm),
        Radius = ball.Radius,
        Parent = new() { Ball = ball.Parent },
        Loss = ball.Loss,
        ConvertedFrom = ball.ConvertedFrom is { } norm ? NormMessages.ToMessage(norm) : null,
    };

    private static Wire.RoundedRegion ToWire(RoundedRegion region) => new()
    {
        JointRegion = region.Parent,
        Limits =
        {
            region.Limits.Select(limit => new Wire.RoundedLimit
            {
                Norm = NormMessages.ToMessage(limit.Norm),
                Radius = limit.Radius,
                Loss = limit.Loss,
            }),
        },
    };
}
