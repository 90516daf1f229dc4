using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;

namespace Smoothing.Certification.Checking;

/// <summary>Checks the balls of a certificate, each by its own witness.</summary>
/// <remarks>
/// A certificate may claim fewer balls than the bounds allow, but no ball twice, and each must be the last one that its
/// method gives.
/// </remarks>
internal static class BallChecker
{
    /// <summary>Finds everything that does not hold.</summary>
    public static IEnumerable<Violation> Findings(
        ImmutableArray<Ball> balls, ProbabilityBounds bounds, Evidence evidence)
    {
        if (balls.IsDefaultOrEmpty)
            return [new("claims.balls", "are missing")];
        if (balls.Length > Claims.MostBalls)
            return [new("claims.balls", $"has {balls.Length} balls; at most {Claims.MostBalls} are allowed")];
        var found = new List<Violation>();
        for (var i = 0; i < balls.Length; i++)
        {
            if (!Follows(balls, i, bounds, evidence))
                found.Add(new($"claims.balls[{i}]", "does not follow from the bounds"));
        }

        if (balls.DistinctBy(ball => (ball.Norm, ball.Method, ball.ConvertedFrom)).Count() < balls.Length)
            found.Add(new("claims.balls", "hold one ball twice"));
        // Only where every radius is a number is one of them the largest.
        if (found.Count == 0 && !balls.SequenceEqual(Balls.Marked(balls)))
            found.Add(new("claims.balls", "do not mark the largest ball of each norm"));
        return found;
    }

    private static bool Follows(
        ImmutableArray<Ball> balls, int index, ProbabilityBounds bounds, Evidence evidence)
    {
        var ball = balls[index];
        if (!IsBall(ball))
            return false;
        if (ball.Witness is ParentWitness witness)
        {
            return witness.Ball >= 0 && witness.Ball < index
                && IsConverted(ball, balls[witness.Ball], evidence.Dimension);
        }

        return ball.ConvertedFrom is null
            && BallMethods.Named(ball.Method) is { } method
            && method.Norm(evidence.Law) == ball.Norm
            && method.IsTight(bounds, evidence.Law) == ball.Tight
            && method.Holds(ball.Radius, ball.Witness, bounds, evidence.Law, evidence.Dimension);
    }

    private static bool IsBall(Ball ball) =>
        Norms.AreCovered(ball.Norm) && double.IsFinite(ball.Radius) && ball.Radius > 0;

    private static bool IsConverted(Ball ball, Ball parent, long dimension) =>
        IsBall(parent)
        && parent.ConvertedFrom is null
        && ball.ConvertedFrom == parent.Norm
        && ball.Norm != parent.Norm
        && ball.Method == parent.Method
        && ball.Tight == (parent.Tight && NormConversion.KeepsTight(parent.Norm))
        && ball.Radius == NormConversion.Radius(parent.Radius, parent.Norm, ball.Norm, dimension);
}
