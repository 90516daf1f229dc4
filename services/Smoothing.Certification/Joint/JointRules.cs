using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Joint;

/// <summary>What can be asked for.</summary>
internal static class JointRules
{
    /// <summary>Largest weight over the smallest one.</summary>
    public const double MostRatio = 1e6;

    private const string Laws =
        "joint regions are of Laplace and Gaussian noise and of generalized Gaussian noise of a whole shape in "
        + "[1, 64], with a scale in [1e-100, 1e100]";

    /// <summary>Everything that is out of range.</summary>
    public static IEnumerable<Violation> Violations(NoiseLaw law, long dimension, JointGoal goal)
    {
        if (dimension is < 1 or > JointRegions.MostDimension)
            yield return new("dimension", $"{dimension} is not in [1, 2^28]");
        if (JointLaw.Of(law) is not { } joint)
        {
            yield return new("noise", $"{law} is none of the laws: {Laws}");
            yield break;
        }

        double[] chain = [.. joint.Sum.Exponents.Select(k => (double)k)];
        foreach (var violation in Violations(chain, goal))
            yield return violation;
    }

    private static IEnumerable<Violation> Violations(double[] chain, JointGoal goal)
    {
        var text = string.Join(", ", chain.Select(Norms.Text));
        if (goal is MaximiseGoal(var exponent) && !chain.Contains(exponent))
            yield return new("norm", $"{Norms.Text(exponent)} is not in the chain {text}");
        if (goal is not WeightedGoal(var weights))
            yield break;
        foreach (var (norm, weight) in weights)
        {
            if (!chain.Contains(norm))
                yield return new($"weights[{Norms.Text(norm)}]", $"is for a norm that is not in the chain {text}");
            else if (!(weight > 0 && double.IsFinite(weight)))
                yield return new($"weights[{Norms.Text(norm)}]", $"{Norms.Text(weight)} is not finite and above 0");
        }

        foreach (var norm in chain.Where(norm => !weights.ContainsKey(norm)))
            yield return new($"weights[{Norms.Text(norm)}]", $"is missing; the chain is {text}");
        if (weights.Count > 0 && !(weights.Values.Max() <= MostRatio * weights.Values.Min()))
            yield return new("weights", "must be within a factor of 1e6 of each other");
    }
}
