using System.Collections.Immutable;
using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>The steps of weighted limits: of the chain's ends exactly, between them of 46 bits.</summary>
/// <remarks>
/// Fewer bits than a double has let anybody read them off the limits, each of which is rounded once, by less than 2^-52
/// of it. What the 47th bit is worth is far less than what weighted limits leave of the threshold.
/// </remarks>
internal static class WeightedSteps
{
    // Adding and subtracting this multiple leaves 46 bits (Veltkamp's splitting).
    private const double Splitter = 129;

    /// <summary>The steps of the best limits.</summary>
    public static ImmutableArray<Step> Solve(
        ReadOnlySpan<double> weights, JointLaw law, double threshold, long dimension, ImmutableArray<Step> most)
    {
        if (dimension == 1 || most.IsEmpty)
            return [.. most.Select(_ => Step.Least)];
        var rungs = GeometricProgramme.Of(law.Sum, weights, law.Budget(threshold), dimension).Solve();
        return [.. rungs.Zip(most, (rung, limit) => Of(rung, limit))];
    }

    /// <summary>The steps of limits; null for limits that have none.</summary>
    public static ImmutableArray<Step>? Read(double[] limits, ImmutableArray<Step> most)
    {
        var steps = new Step[most.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            var quotient = limits[i] / limits[i + 1];
            if (limits[i] == Directed.MultiplyDown(limits[i + 1], most[i].Low))
                steps[i] = most[i];
            else if (Short(quotient) is var step && step >= 1 && step <= most[i].Low)
                steps[i] = new(step, step);
            else
                return null;
        }

        return [.. steps];
    }

    private static Step Of(Rung rung, Step most)
    {
        if (rung.Tie == Tie.Lower)
            return Step.Least;
        var step = Short(Exponential.Of(rung.Logarithm).Hi);
        // A step that is the end of the chain but for 2^-45 could not be told from it.
        if (rung.Tie == Tie.Upper || step * (1 + 2.842170943040401e-14) >= most.Low)
            return most;
        return step > 1 ? new(step, step) : Step.Least;
    }

    private static double Short(double value)
    {
        var product = Splitter * value;
        return product - (product - value);
    }
}
