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
        var methods = BallMethods.For(law).Where(method => radii is null || radii.Contains(method.Name));
        Ball[] direct = [.. methods.Select(method => Direct(method, bounds, law, dimension)).Where(IsBall)];
        var converted = norms.SelectMany(norm => direct.Index()
            .Where(parent => parent.Item.Norm != norm)
            .Select(parent => Converted(parent.Item, parent.Index, norm, dimension)));
        return Marked([.. direct, .. converted.Where(IsBall)]);
    }

    /// <summary>Marks the largest ball of each norm: the first of equal ones.</summary>
    public static ImmutableArray<Ball> Marked(IReadOnlyList<Ball> balls)
    {
        var best = balls.Index().GroupBy(ball => ball.Item.Norm)
            .Select(group => group.MaxBy(ball => ball.Item.Radius).Index).ToHashSet();
        return [.. balls.Select((ball, index) => ball with { BestForNorm = best.Contains(index) })];
    }

    private static Ball Direct(BallMethod method, ProbabilityBounds bounds, NoiseLaw law, long dimension)
    {
        var (radius, witness) = method.Radius(bounds, law, dimension);
        return new(method.Norm(law)!.Value, radius, method.Name, method.IsTight(bounds, law), false, null, witness);
    }

    private static Ball Converted(Ball parent, int index, double norm, long dimension) => new(
        norm,
        NormConversion.Radius(parent.Radius, parent.Norm, norm, dimension),
        parent.Method,
        parent.Tight && NormConversion.KeepsTight(parent.Norm),
        false,
        parent.Norm,
        new ParentWitness(index));

    private static bool IsBall(Ball ball) => double.IsFinite(ball.Radius) && ball.Radius > 0;
}
