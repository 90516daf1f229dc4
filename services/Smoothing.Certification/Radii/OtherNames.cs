using Smoothing.Certification.Certificates;
using Smoothing.Draws.Laws;

namespace Smoothing.Certification.Radii;

/// <summary>Radii that have more than one name, because two methods are one for a shape.</summary>
/// <remarks>
/// A certificate states such a radius once; an answer to a question has it under every name. See THEOREMS.md, "Methods
/// by law and norm".
/// </remarks>
public static class OtherNames
{
    /// <summary>Balls, and after them those that have other names under a law.</summary>
    /// <param name="balls">Balls of the law.</param>
    /// <param name="law">The noise law.</param>
    /// <returns>The balls as they are; a ball under another name is not marked as the largest.</returns>
    public static IEnumerable<Ball> With(IReadOnlyList<Ball> balls, NoiseLaw law)
    {
        ArgumentNullException.ThrowIfNull(balls);
        return balls.Concat(Of(law).SelectMany(names => balls
            .Where(ball => ball.Method == names.Stated)
            .Select(ball => ball with { Method = names.Other, BestForNorm = false })));
    }

    private static IEnumerable<(RadiusMethod Other, RadiusMethod Stated)> Of(NoiseLaw law) => law switch
    {
        LaplaceLaw =>
            [(RadiusMethod.Eq21, RadiusMethod.Eq20), (RadiusMethod.Eq21EvenPowers, RadiusMethod.ExactKl)],
        GaussianLaw =>
        [
            (RadiusMethod.Eq21, RadiusMethod.Eq20), (RadiusMethod.Eq21EvenPowers, RadiusMethod.Eq20),
            (RadiusMethod.ExactKl, RadiusMethod.Eq20),
        ],
        GeneralizedGaussianLaw { Shape: var shape } when double.IsEvenInteger(shape) =>
            [(RadiusMethod.Eq21EvenPowers, RadiusMethod.Eq21)],
        _ => [],
    };
}
