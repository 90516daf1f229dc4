namespace Smoothing.Numerics;

/// <summary>
/// A function of e = ‖δ‖/σ that a divergence of two shifted noises is at most: bounds of its value from above, and the
/// last radius at which it is within a budget.
/// </summary>
/// <remarks>It increases in e, and exceeds 1000 beyond e = 1024. See PROOFS.md, "Divergence of a shift".</remarks>
public abstract class ShiftDivergence
{
    /// <summary>The largest budget: more than any divergence that follows from two doubles.</summary>
    public const double MostBudget = 1000;

    /// <summary>Where the value exceeds every budget.</summary>
    private protected const double MostRatio = 1024;

    // Below it the square of the ratio could underflow; a larger ratio has a larger value.
    private const double LeastRatio = 1e-120;

    // Below it the guess could underflow, and the bracket does without.
    private const double LeastGuessed = 1e-200;

    // 2^-90: at least what any value is off by, relatively.
    private const double Margin = 8.077935669463161e-28;

    private protected ShiftDivergence()
    {
    }

    /// <summary>A bound of the value from above.</summary>
    /// <param name="radius">‖δ‖. Zero or more, and finite.</param>
    /// <param name="scale">σ, in [1e-100, 1e100].</param>
    /// <returns>
    /// A number at least the value at e = radius/scale, and within two ulp of it for e in [1e-120, 1024]; infinity
    /// beyond.
    /// </returns>
    public double UpperBound(double radius, double scale)
    {
        Require.Within(radius, 0, double.MaxValue);
        Require.Within(scale, 1e-100, 1e100);
        if (radius == 0)
        {
            return 0;
        }

        return (radius / scale) switch
        {
            > MostRatio => double.PositiveInfinity,
            < LeastRatio => Value(2 * LeastRatio).RoundedUp(Margin),
            _ => Value(DoubleDouble.FromDouble(radius) / scale).RoundedUp(Margin),
        };
    }

    /// <summary>Whether the value is at most a budget.</summary>
    /// <param name="radius">‖δ‖. Zero or more, and finite.</param>
    /// <param name="scale">σ, in [1e-100, 1e100].</param>
    /// <param name="budget">In [0, 1000].</param>
    /// <returns>True only if the value at radius/scale is at most the budget.</returns>
    public bool IsWithin(double radius, double scale, double budget)
    {
        Require.Within(budget, 0, MostBudget);
        return UpperBound(radius, scale) <= budget;
    }

    /// <summary>The last radius at which the value is at most a budget.</summary>
    /// <param name="scale">σ, in [1e-100, 1e100].</param>
    /// <param name="budget">In [0, 1000].</param>
    /// <returns>
    /// A number at most the radius at which the value is the budget: a double for which <see cref="IsWithin"/> holds
    /// and after which it fails.
    /// </returns>
    public double LastRadius(double scale, double budget)
    {
        Require.Within(scale, 1e-100, 1e100);
        Require.Within(budget, 0, MostBudget);
        return budget == 0
            ? 0
            : Bracket.LastTrue(
                new IsBelow(this, scale, budget),
                0,
                2 * MostRatio * scale,
                budget < LeastGuessed ? double.NaN : Root(budget) * scale);
    }

    private readonly record struct IsBelow(ShiftDivergence Shift, double Scale, double Budget) : ICondition
    {
        public bool Holds(double value) => Shift.UpperBound(value, Scale) <= Budget;
    }

    /// <summary>The value at a ratio in [1e-120, 1024], or above it: within 2^-90 of what it stands for.</summary>
    private protected abstract DoubleDouble Value(DoubleDouble ratio);

    /// <summary>About the ratio at which the value is a budget: where a bracket starts, for speed only.</summary>
    /// <remarks>The method of secants for the logarithm of the value in that of the ratio, nearly a line.</remarks>
    private protected virtual double Root(double budget)
    {
        var target = Logarithm.Of(budget);
        var (ratio, excess, slope) = (1.0, Excess(1, target), 2.0);
        for (var i = 0; i < 50; i++)
        {
            var step = Math.Clamp(excess / slope, -100, 100);
            var next = Math.Clamp(ratio * Exponential.Of(-step).Hi, 2 * LeastRatio, MostRatio);
            var change = Excess(next, target) - excess;
            (ratio, excess) = (next, excess + change);
            if (Math.Abs(step) <= 1e-9)
            {
                break;
            }

            slope = Math.Clamp(change / -step, 0.25, 64);
        }

        return ratio;
    }

    private double Excess(double ratio, DoubleDouble target) => (Logarithm.Of(Value(ratio)) - target).Hi;
}
