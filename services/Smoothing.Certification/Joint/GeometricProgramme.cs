using System.Collections.Immutable;
using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>
/// max Σ w_k y_k over y_k = ln(ε_k/σ), with ln Σ exp(ln c_k + k y_k) ≤ ln h and 0 ≤ y_k - y_(k+2) ≤ L_k: a geometric
/// programme in its convex form.
/// </summary>
/// <param name="Exponents">k.</param>
/// <param name="Weights">w_k, above 0 and of sum 1 but for rounding.</param>
/// <param name="LogCoefficients">ln c_k.</param>
/// <param name="LogBudget">ln h.</param>
/// <param name="LogMost">L_k, above 0; one fewer.</param>
/// <remarks>
/// An interior point method finds which inequalities are equalities, in doubles; an active set method takes it from
/// there to the precision of double-word arithmetic. See THEOREMS.md, "Joint region".
/// </remarks>
internal sealed record GeometricProgramme(
    ImmutableArray<int> Exponents,
    ImmutableArray<double> Weights,
    ImmutableArray<DoubleDouble> LogCoefficients,
    DoubleDouble LogBudget,
    ImmutableArray<DoubleDouble> LogMost)
{
    /// <summary>Number of limits.</summary>
    public int Count => Exponents.Length;

    /// <summary>The programme of a sum.</summary>
    public static GeometricProgramme Of(
        MomentSum sum, ReadOnlySpan<double> weights, double budget, long dimension)
    {
        var (total, dimensionLog) = (0.0, Logarithm.Of(DoubleDouble.FromInt64(dimension)));
        foreach (var weight in weights)
            total += weight;
        double[] shares = [.. weights];
        var exponents = sum.Exponents;
        return new(
            exponents,
            [.. shares.Select(weight => weight / total)],
            [.. exponents.Select((_, i) => Logarithm.Of(sum.Coefficient(i)))],
            Logarithm.Of(budget),
            [.. exponents.SkipLast(1).Select(k => dimensionLog * 2.0 / ((double)k * (k + 2)))]);
    }

    /// <summary>The best ratios of limits to the next ones.</summary>
    public ImmutableArray<Rung> Solve()
    {
        if (Count == 1)
            return [];
        var start = new InteriorPoint(this).Solve();
        return new ActiveSet(this, start).Solve();
    }
}
