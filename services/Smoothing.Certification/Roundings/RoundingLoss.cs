using Smoothing.Certification.Evidences;
using Smoothing.Numerics;

namespace Smoothing.Certification.Roundings;

/// <summary>What rounding takes off a radius.</summary>
/// <remarks>See THEOREMS.md, "Inputs off the grid".</remarks>
internal static class RoundingLoss
{
    /// <summary>The loss in a norm, rounded up.</summary>
    /// <param name="stated">What was rounded.</param>
    /// <param name="evidence">Counts; of the sampler, where deployment rounds.</param>
    /// <param name="norm">In [1, 64], or positive infinity.</param>
    /// <returns>In units of the input, at least 0, perhaps infinite; null where the distance is not stated.</returns>
    public static double? In(StatedRounding stated, Evidence evidence, double norm)
    {
        var input = stated.InputWasRounded ? stated.DistanceIn(norm) : 0;
        if (!stated.DeploymentRounds)
            return input;
        var (step, dimension) = (evidence.Source.Grid.Step, evidence.Dimension);
        // Numerator and denominator of a step have 32 bits.
        var half = Directed.DivideUp(step.Numerator, 2.0 * step.Denominator);
        var deployment = Directed.MultiplyUp(Root(dimension, norm), half);
        return input is { } distance ? Directed.AddUp(deployment, distance) : null;
    }

    // d^(1/norm), rounded up.
    private static double Root(long dimension, double norm) => norm switch
    {
        1 => dimension,
        2 => Directed.SqrtUp(dimension),
        double.PositiveInfinity => 1,
        _ => Power.UpperBound(dimension, 1, norm),
    };
}
