using Google.Protobuf.Collections;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>A request for a joint region, once everything in it is what it must be.</summary>
/// <param name="Law">The noise law.</param>
/// <param name="Given">The probabilities.</param>
/// <param name="Dimension">In [1, 2^28].</param>
/// <param name="Goal">What the region maximises.</param>
/// <param name="Perturbation">Finite numbers, one for each coordinate; null for none.</param>
internal sealed record RegionQuestion(
    NoiseLaw Law, ClassProbabilities Given, long Dimension, JointGoal Goal, double[]? Perturbation)
{
    /// <summary>Reads a request and collects all its violations.</summary>
    /// <returns>Null when there are any.</returns>
    public static RegionQuestion? Read(Wire.ComputeJointRegionRequest request, Violations violations)
    {
        var law = GivenReader.Law(request.Noise, violations.Nested("noise"));
        var given = GivenReader.Probabilities(
            request.HasP1 ? request.P1 : null, request.HasOneMinusP1 ? request.OneMinusP1 : null,
            request.HasP2 ? request.P2 : null, violations);
        var dimension = GivenReader.Dimension(request.Dimension, violations);
        var question = violations.Nested("question");
        var goal = request.Question is null ? JointGoal.Equal : JointReader.Goal(request.Question, question);
        if (law is not null)
            JointReader.Check(goal ?? JointGoal.Equal, law, dimension ?? 1, question, violations);
        var perturbation = ReadPerturbation(request.Perturbation, dimension, violations);
        return violations.IsEmpty ? new(law!, given!, dimension!.Value, goal!, perturbation) : null;
    }

    private static double[]? ReadPerturbation(RepeatedField<double> numbers, long? dimension, Violations violations)
    {
        if (numbers.Count > JointRegions.MostPerturbation)
        {
            violations.Add(
                "perturbation", $"has {numbers.Count} numbers; at most {JointRegions.MostPerturbation} are allowed");
            return null;
        }

        if (numbers.Count > 0 && dimension is { } known && numbers.Count != known)
            violations.Add("perturbation", $"has {numbers.Count} numbers; it must have {known}, as the dimension says");
        for (var i = 0; i < numbers.Count; i++)
        {
            if (!double.IsFinite(numbers[i]))
                violations.Add($"perturbation[{i}]", $"is {Norms.Text(numbers[i])}; it must be finite");
        }

        return numbers.Count == 0 ? null : [.. numbers];
    }
}
