using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Intervals;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Radii;

/// <summary>All balls that follow from bounds: each method in its own norm, then in the norms that are asked for.
/// </summary>
internal static class Balls
{
    /// <summary>The balls.</summary>
    /// <param name="bounds">Bounds with a majority.</param>
    /// <param name="law">The noise law.</param>
    /// <param name="dimension">Number of coordinates. In [1, 2^28].</param>
    /// <param name="norms">Norms that are asked for.</param>
    /// <param name="radii">The methods that are asked for; all when null.</param>
    /// <returns>Those with a finite, positive radius, the largest of each norm marked; perhaps none.</returns>
    public static ImmutableArray<Ball> Of(
        ProbabilityBounds bounds,
        NoiseLaw law,
        long dimension,
        IReadOnlyList<double> norms,
        IReadOnlyCollection<RadiusMethod>? radii = null)
    {
        var balls = new List<Ball>();
        foreach (var method in BallMethods.All)
        {
            if (method.Norm(law) is { } norm && (radii is null || radii.Contains(method.Name)))
                AddIfBall(balls, Direct(method, norm, bounds, law, dimension));
        }

        var direct = balls.Count;
        for (var i = 0; i < norms.Count; i++)
        {
            for (var parent = 0; parent < direct; parent++)
            {
                if (balls[parent].Norm != norms[i])
                    AddIfBall(balls, Converted(balls[parent], parent, norms[i], dimension));
            }
        }

        return Marked(balls);
    }

    /// <summary>Marks the largest ball of each norm: the first of equal ones.</summary>
    public static ImmutableArray<Ball> Marked(IReadOnlyList<Ball> balls)
    {
        var marked = ImmutableArray.CreateBuilder<Ball>(balls.Count);
        for (var i = 0; i < balls.Count; i++)
        {
            var best = IsBest(balls, i);
            marked.Add(balls[i].BestForNorm == best ? balls[i] : balls[i] with { BestForNorm = best });
        }

        return marked.MoveToImmutable();
    }

    // Whether no other ball of its norm is larger, and none before it as large.
    private static bool IsBest(IReadOnlyList<Ball> balls, int index)
    {
        var ball = balls[index];
        for (var i = 0; i < balls.Count; i++)
        {
            if (!balls[i].Norm.Equals(ball.Norm))
                continue;
            var order = balls[i].Radius.CompareTo(ball.Radius);
            if (order > 0 || (order == 0 && i < index))
                return false;
        }

        return true;
    }

    private static Ball Direct(
        BallMethod method, double norm, ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var (radius, witness) = method.Radius(bounds, law, dimension);
        return new(norm, radius, method.Name, method.IsTight(bounds, law), false, null, witness);
    }

    private static Ball Converted(Ball parent, int index, double norm, long dimension) => new(
        norm,
        NormConversion.Radius(parent.Radius, parent.Norm, norm, dimension),
        parent.Method,
        parent.Tight && NormConversion.KeepsTight(parent.Norm),
        false,
        parent.Norm,
        new ParentWitness(index));

    private static void AddIfBall(List<Ball> balls, Ball ball)
    {
        if (double.IsFinite(ball.Radius) && ball.Radius > 0)
            balls.Add(ball);
    }
}
