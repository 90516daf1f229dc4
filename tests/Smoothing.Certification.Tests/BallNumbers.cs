using Smoothing.Certification.Certificates;
using Smoothing.Certification.Radii;

namespace Smoothing.Certification.Tests;

using Change = Func<double, double>;

/// <summary>Every real number of every ball of a certificate, and how to change it.</summary>
internal static class BallNumbers
{
    /// <summary>The changes, each with the name of its number.</summary>
    internal static IEnumerable<(string Name, Func<Change, Certificate> With)> Of(Certificate certificate)
    {
        var balls = ((Claims)certificate.Outcome).Balls;
        foreach (var (index, ball) in balls.Index())
        {
            Certificate With(Ball changed) =>
                certificate with { Outcome = new Claims(balls.SetItem(index, changed)) };

            yield return ($"balls[{index}].norm", f => With(ball with { Norm = f(ball.Norm) }));
            yield return ($"balls[{index}].radius", f => With(ball with { Radius = f(ball.Radius) }));
            if (ball.ConvertedFrom is { } from)
                yield return ($"balls[{index}].converted_from", f => With(ball with { ConvertedFrom = f(from) }));
            if (ball.Witness is QuantileWitness quantiles)
            {
                yield return (
                    $"balls[{index}].top_quantile",
                    f => With(ball with { Witness = quantiles with { Top = f(quantiles.Top) } }));
                yield return (
                    $"balls[{index}].other_quantile",
                    f => With(ball with { Witness = quantiles with { Other = f(quantiles.Other) } }));
            }

            if (ball.Witness is DivergenceWitness divergence)
            {
                yield return (
                    $"balls[{index}].divergence",
                    f => With(ball with { Witness = divergence with { Divergence = f(divergence.Divergence) } }));
                yield return (
                    $"balls[{index}].order",
                    f => With(ball with { Witness = divergence with { Order = f(divergence.Order) } }));
            }

            if (ball.Witness is PrivacyWitness privacy)
            {
                yield return (
                    $"balls[{index}].beta", f => With(ball with { Witness = new PrivacyWitness(f(privacy.Beta)) }));
            }
        }
    }
}
