using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>A request for radii, once everything in it is what it must be.</summary>
/// <param name="Law">The noise law.</param>
/// <param name="Given">The probabilities.</param>
/// <param name="Dimension">In [1, 2^28]; null for radii that do not depend on it.</param>
/// <param name="Norms">The norms of the radii; null for the usual ones and those of the methods.</param>
internal sealed record RadiiQuestion(
    NoiseLaw Law, ClassProbabilities Given, long? Dimension, IReadOnlyList<double>? Norms)
{
    /// <summary>Reads a request and collects all its violations.</summary>
    /// <returns>Null when there are any.</returns>
    public static RadiiQuestion? Read(Wire.ComputeRadiiRequest request, Violations violations)
    {
        var law = GivenReader.Law(request.Noise, violations.Nested("noise"));
        var given = GivenReader.Probabilities(
            request.HasP1 ? request.P1 : null, request.HasOneMinusP1 ? request.OneMinusP1 : null,
            request.HasP2 ? request.P2 : null, violations);
        var dimension = request.HasDimension ? GivenReader.Dimension(request.Dimension, violations) : null;
        var norms = NormReader.Read(request.Norms, GivenProbabilities.MostNorms, law, violations);
        return violations.IsEmpty ? new(law!, given!, dimension, norms) : null;
    }
}
