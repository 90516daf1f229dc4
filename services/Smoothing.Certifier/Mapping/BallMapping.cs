using Smoothing.Certification.Certificates;
using Smoothing.Certification.Radii;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Mapping;

/// <summary>Balls as messages.</summary>
internal static class BallMapping
{
    /// <summary>A ball without its witness.</summary>
    public static Wire.Ball Plain(Ball ball, NormMapping norms) => new()
    {
        Norm = norms.Of(ball.Norm),
        Radius = ball.Radius,
        Method = (Wire.RadiusMethod)ball.Method,
        Tight = ball.Tight,
        BestForNorm = ball.BestForNorm,
        ConvertedFrom = ball.ConvertedFrom is { } norm ? norms.Of(norm) : null,
    };

    /// <summary>A ball of a certificate.</summary>
    public static Wire.Ball WithWitness(Ball ball, NormMapping norms)
    {
        var message = Plain(ball, norms);
        switch (ball.Witness)
        {
            case QuantileWitness quantiles:
                message.Quantiles = new() { TopQuantile = quantiles.Top, OtherQuantile = quantiles.Other };
                break;
            case DivergenceWitness divergence:
                message.Divergence = new() { Divergence = divergence.Divergence, Order = divergence.Order };
                break;
            case PrivacyWitness privacy:
                message.Privacy = new() { Beta = privacy.Beta };
                break;
            case ParentWitness parent:
                message.Parent = new() { Ball = parent.Ball };
                break;
        }

        return message;
    }
}
