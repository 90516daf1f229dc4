using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Roundings;

namespace Smoothing.Certification.Checking;

/// <summary>Checks what is left of claims where inputs are rounded: each loss and each difference is evaluated again.
/// </summary>
internal static class RoundedChecker
{
    /// <summary>Finds everything that does not hold.</summary>
    /// <param name="rounded">What is said to be left.</param>
    /// <param name="claims">Claims that hold.</param>
    /// <param name="evidence">The counts.</param>
    public static IEnumerable<Violation> Findings(RoundedClaims rounded, Claims claims, Evidence evidence)
    {
        const string Path = "claims.rounded";
        var wrong = RoundingRules.Violations(rounded.Stated, evidence, []);
        if (wrong.Count > 0)
        {
            return wrong.Select(one => one with
            {
                Field = one.Field.Length == 0 ? $"{Path}.stated" : $"{Path}.stated.{one.Field}",
            });
        }

        var left = RoundedRadii.Of(claims, rounded.Stated, evidence);
        return Differences(rounded.Balls, left.Balls, $"{Path}.balls")
            .Concat(Differences(rounded.JointRegions, left.JointRegions, $"{Path}.joint_regions"));
    }

    private static IEnumerable<Violation> Differences<T>(
        ImmutableArray<T> stated, ImmutableArray<T> left, string path)
    {
        if (stated.IsDefault || stated.Length != left.Length)
        {
            yield return new(path, $"are not the {left.Length} that the rounding leaves");
            yield break;
        }

        for (var i = 0; i < left.Length; i++)
        {
            if (!Equals(stated[i], left[i]))
                yield return new($"{path}[{i}]", "is not what the rounding leaves");
        }
    }
}
