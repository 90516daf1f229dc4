using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Numerics;

namespace Smoothing.Certification.Recommendations;

/// <summary>What laws are compared for.</summary>
internal sealed record Question(double Norm, long Dimension, double StandardDeviation, ProbabilityBounds Bounds)
{
    /// <summary>Generalized Gaussian noise of a shape, of at most the standard deviation.</summary>
    public NoiseLaw OfShape(double shape) => shape == 2
        ? NoiseLaw.Gaussian(StandardDeviation)
        : NoiseLaw.GeneralizedGaussian(GeneralizedGaussianScale.LowerBound(StandardDeviation, shape), shape);

    /// <summary>The largest ball of a law in the target norm.</summary>
    public Candidate Candidate(NoiseLaw law) => Largest(law, _ => true);

    /// <summary>The largest ball of a law by equations 20 and 21 of Hayes 2020 and what refines them.</summary>
    public Candidate PaperCandidate(NoiseLaw law) => Largest(law, method => method >= RadiusMethod.Eq20);

    private Candidate Largest(NoiseLaw law, Func<RadiusMethod, bool> isWanted)
    {
        var ball = Balls.Of(Bounds, law, Dimension, [Norm])
            .Where(ball => ball.Norm == Norm && isWanted(ball.Method))
            .MaxBy(ball => ball.Radius);
        return ball is null
            ? new(law, 0, RadiusMethod.NeymanPearson, false, null)
            : new(law, ball.Radius, ball.Method, ball.Tight, ball.ConvertedFrom);
    }
}
