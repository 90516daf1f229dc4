using System.Collections.Immutable;
using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>Limits of which each is a given multiple of the next, so that the last one tells all of them.</summary>
/// <remarks>
/// A multiple lies between a lower bound, by which limits are computed, and an upper one, by which the constraint is:
/// limits of doubles are therefore at most those for which the constraint holds. See THEOREMS.md, "Joint region".
/// </remarks>
internal sealed class Ladder
{
    private readonly ImmutableArray<Step> _steps;
    private readonly MomentPolynomial _polynomial;
    private readonly JointLaw _law;

    /// <summary>A ladder.</summary>
    /// <param name="law">The law; its exponents are those of the limits.</param>
    /// <param name="steps">Multiples, one fewer than limits.</param>
    public Ladder(JointLaw law, ImmutableArray<Step> steps)
    {
        (_law, _steps) = (law, steps);
        _polynomial = law.Sum.Along([.. steps.Select(step => step.High)]);
    }

    /// <summary>The limits above the last one: each the next one times its step, rounded down.</summary>
    public double[] Limits(double last)
    {
        var limits = new double[_steps.Length + 1];
        limits[^1] = last;
        for (var i = _steps.Length - 1; i >= 0; i--)
            limits[i] = Directed.MultiplyDown(limits[i + 1], _steps[i].Low);
        return limits;
    }

    /// <summary>The last double at which the constraint along the ladder holds.</summary>
    public double LastLimit(double threshold) => _polynomial.LastRadius(_law.Scale, _law.Budget(threshold));

    /// <summary>Whether a last limit is that.</summary>
    public bool IsLastLimit(double last, double threshold) =>
        last is > 0 and < double.MaxValue
        && _polynomial.IsWithin(last, _law.Scale, _law.Budget(threshold))
        && !_polynomial.IsWithin(Math.BitIncrement(last), _law.Scale, _law.Budget(threshold));
}
