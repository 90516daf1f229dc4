using Smoothing.Numerics;

namespace Smoothing.Certification.Intervals;

/// <summary>Bounds of class probabilities under the exact noise law.</summary>
/// <param name="Error">Allowed probability that any of them is wrong. In (0, 1).</param>
/// <param name="Method">How they were obtained.</param>
/// <param name="TopLower">Lower bound of the probability of the class. In [0, 1].</param>
/// <param name="TopComplementUpper">Upper bound of its complement. In [0, 1].</param>
/// <param name="OtherUpper">Upper bound of every other class. In [0, TopComplementUpper].</param>
/// <param name="Slack">What was taken off for the table of thresholds.</param>
/// <param name="Witness">The interval's own bounds, before the slack.</param>
/// <remarks>See THEOREMS.md, "Slack of the noise table".</remarks>
public sealed record ProbabilityBounds(
    double Error,
    IntervalMethod Method,
    double TopLower,
    double TopComplementUpper,
    double OtherUpper,
    double Slack,
    IntervalBounds Witness)
{
    /// <summary>Takes the slack off an interval's bounds, outward, before p2 = min(p2, q1).</summary>
    /// <param name="witness">The interval's bounds.</param>
    /// <param name="method">How they were obtained.</param>
    /// <param name="error">In (0, 1).</param>
    /// <param name="slack">In [0, 1).</param>
    public static ProbabilityBounds Of(IntervalBounds witness, IntervalMethod method, double error, double slack)
    {
        ArgumentNullException.ThrowIfNull(witness);
        var complement = Math.Min(1, Directed.AddUp(witness.TopComplementUpper, slack));
        return new(
            error,
            method,
            Math.Max(0, Directed.SubtractDown(witness.TopLower, slack)),
            complement,
            Math.Min(complement, Directed.AddUp(witness.OtherUpper, slack)),
            slack,
            witness);
    }

    /// <summary>Whether the class is ahead of every other. False for anything that is not a number.</summary>
    public bool HasMajority => TopLower > OtherUpper;
}
