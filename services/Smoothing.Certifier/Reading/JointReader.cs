using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Hosting;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>Reads joint regions of certificates, and requests for them.</summary>
internal static class JointReader
{
    // One for each exponent of a chain, and l1, l2 and l-infinity.
    private const int LimitLimit = ((int)Norms.MostExponent / 2) + 3;

    /// <summary>Reads a request for a region and collects what is wrong with it.</summary>
    /// <returns>Null for none, or when there is any such thing.</returns>
    public static JointGoal? Read(
        Wire.JointRegionQuestion? question, NoiseLaw? law, long? dimension, Violations violations)
    {
        if (question is null)
            return null;
        var before = violations.Count;
        var goal = Goal(question, violations);
        if (goal is not null && law is not null && dimension is { } known)
            Check(goal, law, known, violations, violations);
        return violations.Count == before ? goal : null;
    }

    /// <summary>Reads what a region is to maximise and collects what is wrong with it.</summary>
    /// <returns>Null where it is no objective.</returns>
    public static JointGoal? Goal(Wire.JointRegionQuestion question, Violations violations)
    {
        var before = violations.Count;
        if (question.MaximisedExponent != 0 && question.Objective != Wire.JointObjective.Maximise)
            violations.Add("maximised_exponent", "is for JOINT_OBJECTIVE_MAXIMISE only");
        if (question.Weights.Count > 0 && question.Objective != Wire.JointObjective.Weighted)
            violations.Add("weights", "are for JOINT_OBJECTIVE_WEIGHTED only");
        JointGoal? goal = question.Objective switch
        {
            Wire.JointObjective.Equal => JointGoal.Equal,
            Wire.JointObjective.Maximise => JointGoal.Maximise(question.MaximisedExponent),
            Wire.JointObjective.Weighted => Weights(question.Weights, violations),
            _ => null,
        };
        if (goal is null && violations.Count == before)
            violations.Add("objective", $"{question.Objective} is not equal, maximise or weighted");
        return goal;
    }

    /// <summary>Collects what is wrong with an objective for a law.</summary>
    /// <param name="goal">The objective.</param>
    /// <param name="law">The noise law.</param>
    /// <param name="dimension">Number of coordinates.</param>
    /// <param name="question">Receives what is wrong with the objective.</param>
    /// <param name="source">Receives what is wrong with the law and the dimension.</param>
    public static void Check(
        JointGoal goal, NoiseLaw law, long dimension, Violations question, Violations source)
    {
        foreach (var (field, description) in JointRegions.Violations(law, dimension, goal))
        {
            var place = field is "noise" or "dimension" ? source : question;
            place.Add(field == "norm" ? "maximised_exponent" : field, description);
        }
    }

    /// <summary>Reads the regions of a certificate and collects what cannot be part of one.</summary>
    public static ImmutableArray<JointRegion> Read(RepeatedField<Wire.JointRegion> regions, Violations violations)
    {
        if (regions.Count > Claims.MostJointRegions)
        {
            violations.Add(
                "joint_regions", $"has {regions.Count} regions; at most {Claims.MostJointRegions} are allowed");
            return [];
        }

        return [.. regions.Select((region, i) => Read(region, violations.Nested("joint_regions", i)))];
    }

    private static JointRegion Read(Wire.JointRegion region, Violations violations)
    {
        var objective = (JointObjective)region.Objective;
        if (!Enum.IsDefined(objective))
            violations.Add("objective", $"{region.Objective} is not equal, maximise or weighted");
        return new(
            Limits(region.Limits, "limits", violations), objective, region.MaximisedExponent,
            Limits(region.ContainedBalls, "contained_balls", violations), region.Constraint, region.Threshold);
    }

    private static ImmutableArray<NormLimit> Limits(
        RepeatedField<Wire.NormLimit> limits, string field, Violations violations)
    {
        if (limits.Count > LimitLimit)
        {
            violations.Add(field, $"has {limits.Count} limits; at most {LimitLimit} are allowed");
            return [];
        }

        return [.. limits.Select(limit => new NormLimit(NormMessages.Read(limit.Norm), limit.Radius, limit.Weight))];
    }

    private static JointGoal? Weights(RepeatedField<Wire.NormWeight> weights, Violations violations)
    {
        if (weights.Count > LimitLimit)
        {
            violations.Add("weights", $"has {weights.Count} weights; at most {LimitLimit} are allowed");
            return null;
        }

        var read = new Dictionary<double, double>();
        for (var i = 0; i < weights.Count; i++)
        {
            var norm = NormMessages.Read(weights[i].Norm);
            if (double.IsNaN(norm))
                violations.Add($"weights[{i}].norm", "is not an exponent or infinity");
            else if (!read.TryAdd(norm, weights[i].Weight))
                violations.Add($"weights[{i}].norm", $"{Norms.Text(norm)} is there twice");
        }

        return JointGoal.Weighted(read);
    }
}
