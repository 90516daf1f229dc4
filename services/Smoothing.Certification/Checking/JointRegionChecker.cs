using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Joint;

namespace Smoothing.Certification.Checking;

/// <summary>Checks the joint regions of a certificate: each must be what its objective gives.</summary>
internal static class JointRegionChecker
{
    /// <summary>Finds everything that does not hold.</summary>
    public static IEnumerable<Violation> Findings(
        ImmutableArray<JointRegion> regions, ProbabilityBounds bounds, Evidence evidence)
    {
        if (regions.IsDefault)
            return [new("claims.joint_regions", "are missing")];
        if (regions.Length > Claims.MostJointRegions)
            return [new("claims.joint_regions", $"are more than {Claims.MostJointRegions}")];
        var threshold = JointClaims.Threshold(bounds);
        var found = regions.Index()
            .Where(region => !JointRegions.Holds(region.Item, threshold, evidence.Law, evidence.Dimension))
            .Select(region => new Violation(
                $"claims.joint_regions[{region.Index}]", "does not follow from the bounds"))
            .ToList();
        if (regions.Distinct().Count() < regions.Length)
            found.Add(new("claims.joint_regions", "hold one region twice"));
        return found;
    }
}
