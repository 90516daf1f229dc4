using Smoothing.Numerics;

namespace Smoothing.Certification.Joint;

/// <summary>
/// Barrier method for a geometric programme: Newton's method for τ Σ w_k y_k plus the logarithms of all slacks, for
/// growing τ.
/// </summary>
/// <remarks>
/// S. Boyd, L. Vandenberghe, "Convex Optimization", 2004, section 11.3. The matrix of second derivatives is tridiagonal
/// but for a matrix of rank one, so that a step costs O(n).
/// </remarks>
internal sealed class InteriorPoint
{
    private const double Growth = 20;
    private const int MostSteps = 60;

    private readonly GeometricProgramme _programme;
    private readonly double _lastWeight;
    private readonly double[] _logCoefficients;
    private readonly double[] _logMost;
    private readonly int _count;

    /// <summary>A solver.</summary>
    public InteriorPoint(GeometricProgramme programme)
    {
        (_programme, _count) = (programme, programme.Count);
        _logCoefficients = [.. programme.LogCoefficients.Select(value => value.Hi)];
        _logMost = [.. programme.LogMost.Select(value => value.Hi)];
        _lastWeight = Math.Min(1e12, 1e7 / programme.Weights.Min());
    }

    /// <summary>A point close to the best one, strictly within all inequalities.</summary>
    public (double[] Point, Tie[] Ties) Solve()
    {
        var point = Start();
        var weight = 1.0;
        for (; ; weight = Math.Min(weight * Growth, _lastWeight))
        {
            Centre(point, weight);
            if (weight >= _lastWeight)
                break;
        }

        return (point, Ties(point, weight));
    }

    // Every ratio in the middle, and the constraint well within.
    private double[] Start()
    {
        var point = new double[_count];
        for (var i = _count - 2; i >= 0; i--)
            point[i] = point[i + 1] + (_logMost[i] / 2);
        var shares = new double[_count];
        for (var i = 0; i < 200; i++)
        {
            var excess = Value(point, shares) - (_programme.LogBudget.Hi - 1);
            if (Math.Abs(excess) < 0.25)
                break;
            var slope = 0.0;
            for (var k = 0; k < _count; k++)
                slope += _programme.Exponents[k] * shares[k];
            for (var k = 0; k < _count; k++)
                point[k] -= excess / slope;
        }

        return point;
    }

    private void Centre(double[] point, double weight)
    {
        var (gradient, trial, shares) = (new double[_count], new double[_count], new double[_count]);
        for (var steps = 0; steps < MostSteps; steps++)
        {
            var direction = Newton(point, weight, gradient, shares);
            var decrement = 0.0;
            for (var i = 0; i < _count; i++)
                decrement -= direction[i] * gradient[i];
            if (!(decrement > 1e-10))
                return;
            var (before, size) = (Barrier(point, weight, shares), 1.0);
            for (; size > 1e-10; size /= 2)
            {
                for (var i = 0; i < _count; i++)
                    trial[i] = point[i] + (size * direction[i]);
                if (Barrier(trial, weight, shares) <= before - (0.1 * size * decrement))
                    break;
            }

            if (size <= 1e-10)
                return;
            trial.CopyTo(point, 0);
        }
    }

    // Infinite outside.
    private double Barrier(double[] point, double weight, double[] shares)
    {
        var slack = _programme.LogBudget.Hi - Value(point, shares);
        if (!(slack > 0))
            return double.PositiveInfinity;
        var barrier = -Logarithm.Of(slack).Hi;
        for (var i = 0; i < _count; i++)
        {
            barrier -= weight * _programme.Weights[i] * point[i];
            if (i == _count - 1)
                break;
            var (lower, upper) = Slacks(point, i);
            if (!(lower > 0 && upper > 0))
                return double.PositiveInfinity;
            barrier -= Logarithm.Of(DoubleDouble.FromProduct(lower, upper)).Hi;
        }

        return barrier;
    }

    private (double Lower, double Upper) Slacks(double[] point, int i)
    {
        var ratio = point[i] - point[i + 1];
        return (ratio, _logMost[i] - ratio);
    }

    // ln Σ exp(ln c_k + k y_k), and the shares of the terms in the sum.
    private double Value(double[] point, double[] shares)
    {
        var most = double.NegativeInfinity;
        for (var i = 0; i < _count; i++)
        {
            shares[i] = _logCoefficients[i] + (_programme.Exponents[i] * point[i]);
            most = Math.Max(most, shares[i]);
        }

        if (!double.IsFinite(most))
            return double.PositiveInfinity;
        var sum = 0.0;
        for (var i = 0; i < _count; i++)
            sum += shares[i] = shares[i] - most < -500 ? 0 : Exponential.Of(shares[i] - most).Hi;
        for (var i = 0; i < _count; i++)
            shares[i] /= sum;
        return most + Logarithm.Of(sum).Hi;
    }

    private double[] Newton(double[] point, double weight, double[] gradient, double[] shares)
    {
        var slack = _programme.LogBudget.Hi - Value(point, shares);
        var (diagonal, beside) = (new double[_count], new double[_count]);
        var (slope, pulls) = (new double[_count], 0.0);
        for (var i = 0; i < _count; i++)
        {
            slope[i] = _programme.Exponents[i] * shares[i];
            gradient[i] = (slope[i] / slack) - (weight * _programme.Weights[i]) - pulls;
            diagonal[i] += _programme.Exponents[i] * slope[i] / slack;
            if (i == _count - 1)
                break;
            var (lower, upper) = Slacks(point, i);
            var (pull, stiffness) = ((1 / upper) - (1 / lower), (1 / (lower * lower)) + (1 / (upper * upper)));
            gradient[i] += pull;
            pulls = pull;
            diagonal[i] += stiffness;
            diagonal[i + 1] += stiffness;
            beside[i] = -stiffness;
        }

        return Solved(diagonal, beside, slope, (1 / (slack * slack)) - (1 / slack), gradient);
    }

    // -(T + factor s sᵀ)⁻¹ gradient, T tridiagonal (Sherman and Morrison).
    private static double[] Solved(
        double[] diagonal, double[] beside, double[] slope, double factor, double[] gradient)
    {
        var (byGradient, bySlope) = Eliminate(diagonal, beside, gradient, slope);
        var (one, other) = (0.0, 0.0);
        for (var i = 0; i < slope.Length; i++)
        {
            one += slope[i] * byGradient[i];
            other += slope[i] * bySlope[i];
        }

        var share = factor * one / (1 + (factor * other));
        var direction = new double[slope.Length];
        for (var i = 0; i < slope.Length; i++)
            direction[i] = (share * bySlope[i]) - byGradient[i];
        return direction;
    }

    private static (double[] One, double[] Other) Eliminate(
        double[] diagonal, double[] beside, double[] one, double[] other)
    {
        var n = diagonal.Length;
        var (pivot, x, y) = ((double[])diagonal.Clone(), (double[])one.Clone(), (double[])other.Clone());
        for (var i = 1; i < n; i++)
        {
            var ratio = beside[i - 1] / pivot[i - 1];
            pivot[i] -= ratio * beside[i - 1];
            x[i] -= ratio * x[i - 1];
            y[i] -= ratio * y[i - 1];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            x[i] = (x[i] - (i < n - 1 ? beside[i] * x[i + 1] : 0)) / pivot[i];
            y[i] = (y[i] - (i < n - 1 ? beside[i] * y[i + 1] : 0)) / pivot[i];
        }

        return (x, y);
    }

    // At the centre a multiplier is 1/(τ slack): where that is the larger of the two, it is an equality.
    private Tie[] Ties(double[] point, double weight)
    {
        var ties = new Tie[_count - 1];
        for (var i = 0; i < ties.Length; i++)
        {
            var (lower, upper) = Slacks(point, i);
            if (Math.Min(lower, upper) * Math.Min(lower, upper) * weight < 1)
                ties[i] = lower < upper ? Tie.Lower : Tie.Upper;
        }

        return ties;
    }
}
