using Smoothing.Certification.Radii;
using Smoothing.Certification.Recommendations;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>A request for a recommendation, once everything in it is what it must be.</summary>
/// <param name="Norm">In [1, 64], or positive infinity.</param>
/// <param name="Given">The probabilities.</param>
/// <param name="Dimension">In [1, 2^28].</param>
/// <param name="StandardDeviation">In [1e-9, 1e9].</param>
internal sealed record RecommendQuestion(
    double Norm, ClassProbabilities Given, long Dimension, double StandardDeviation)
{
    /// <summary>Reads a request and collects all its violations.</summary>
    /// <returns>Null when there are any.</returns>
    public static RecommendQuestion? Read(Wire.RecommendRequest request, Violations violations)
    {
        var norm = NormReader.Read(request.Norm, null, violations.Nested("norm"));
        var given = GivenReader.Probabilities(
            request.HasP1 ? request.P1 : null, request.HasOneMinusP1 ? request.OneMinusP1 : null, null, violations);
        double? complement = given is { HasMajority: true } ? given.Complement : null;
        violations.AddRange(Recommender.Violations(
            norm ?? Norms.Usual[0], request.Dimension, request.StandardDeviation, complement));
        return violations.IsEmpty ? new(norm!.Value, given!, request.Dimension, request.StandardDeviation) : null;
    }

    /// <summary>The comparison; null where p1 is not above 1/2.</summary>
    public Recommendation? Answer() =>
        Given.HasMajority ? Recommender.Of(Norm, Dimension, StandardDeviation, Given.Complement) : null;
}
