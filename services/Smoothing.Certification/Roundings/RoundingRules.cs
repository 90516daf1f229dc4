using Smoothing.Certification.Evidences;
using Smoothing.Certification.Radii;
using static System.FormattableString;

namespace Smoothing.Certification.Roundings;

/// <summary>What a statement of rounding must be before anything follows from it.</summary>
public static class RoundingRules
{
    /// <summary>Finds everything that is wrong.</summary>
    /// <param name="stated">What is stated.</param>
    /// <param name="evidence">The counts; null where they are not known to be any.</param>
    /// <param name="norms">Norms that need a distance, where the input was rounded.</param>
    /// <returns>Nothing when radii can be reduced. Paths are within the statement.</returns>
    public static IReadOnlyList<Violation> Violations(
        StatedRounding stated, Evidence? evidence, IEnumerable<double> norms)
    {
        ArgumentNullException.ThrowIfNull(stated);
        ArgumentNullException.ThrowIfNull(norms);
        var found = new List<Violation>();
        if (stated.InputDistances.IsDefault)
            return [new("input_distances", "are missing")];
        if (stated is { DeploymentRounds: false, InputWasRounded: false })
        {
            found.Add(new(
                "", "states nothing: set deployment_rounds, or give input_distances, or leave the rounding out"));
        }

        if (stated.DeploymentRounds && evidence?.Imported is not null)
        {
            found.Add(new(
                "deployment_rounds",
                "true needs the step of the grid, and counts of another tool tell no grid: state input_distances that "
                    + "hold half a step in every coordinate too, or count here"));
        }

        if (stated.InputDistances.Length > StatedRounding.MostDistances)
        {
            found.Add(new(
                "input_distances",
                $"has {stated.InputDistances.Length} distances; at most {StatedRounding.MostDistances} are allowed"));
            return found;
        }

        for (var i = 0; i < stated.InputDistances.Length; i++)
            Check(stated, i, found);
        if (!stated.InputWasRounded)
            return found;
        foreach (var norm in norms.Distinct().Where(norm => stated.DistanceIn(norm) is null))
            found.Add(new("input_distances", $"lack l{Norms.Text(norm)}, a norm that is asked for"));
        return found;
    }

    private static void Check(StatedRounding stated, int index, List<Violation> found)
    {
        var (norm, distance) = stated.InputDistances[index];
        if (!Norms.AreCovered(norm))
        {
            found.Add(new(
                $"input_distances[{index}].norm", Invariant($"{norm:R} is not an exponent in [1, 64] or infinity")));
        }
        else if (stated.InputDistances.AsSpan(0, index).ToArray().Any(one => one.Norm == norm))
        {
            found.Add(new($"input_distances[{index}].norm", $"{Norms.Text(norm)} is there twice"));
        }

        if (!(distance >= 0 && double.IsFinite(distance)))
        {
            found.Add(new(
                $"input_distances[{index}].distance", Invariant($"{distance:R} is not finite and at least 0")));
        }
    }
}
