using Smoothing.Certification.Joint;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Mapping;

/// <summary>Joint regions as messages.</summary>
internal static class JointMapping
{
    public static Wire.JointRegion ToWire(JointRegion region) => new()
    {
        Limits = { region.Limits.Select(ToWire) },
        Objective = (Wire.JointObjective)region.Objective,
        MaximisedExponent = region.MaximisedExponent,
        ContainedBalls = { region.ContainedBalls.Select(ToWire) },
        Constraint = region.Constraint,
        Threshold = region.Threshold,
    };

    private static Wire.NormLimit ToWire(NormLimit limit) =>
        new() { Norm = NormMessages.ToMessage(limit.Norm), Radius = limit.Radius, Weight = limit.Weight };
}
