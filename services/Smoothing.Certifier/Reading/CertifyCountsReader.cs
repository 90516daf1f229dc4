using Smoothing.Certification;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Certification.Roundings;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>A request for a certificate, once everything in it is what it must be.</summary>
/// <param name="Evidence">Counts without violations.</param>
/// <param name="Error">In [1e-12, 0.5].</param>
/// <param name="Method">A method that fits the evidence.</param>
/// <param name="Norms">Norms in which balls are wanted.</param>
internal sealed record CertifyQuestion(
    Evidence Evidence, double Error, IntervalMethod Method, IReadOnlyList<double> Norms)
{
    /// <summary>What a joint region is to maximise; null where none is wanted.</summary>
    public JointGoal? Joint { get; init; }

    /// <summary>What was rounded; null where nothing is stated.</summary>
    public StatedRounding? Rounding { get; init; }
}

/// <summary>Reads requests for certificates.</summary>
internal static class CertifyCountsReader
{
    /// <summary>Reads a request and collects all its violations.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sources">Reads the sources of its evidence.</param>
    /// <param name="violations">Takes what is wrong.</param>
    /// <returns>Null when there are any.</returns>
    public static CertifyQuestion? Read(
        Wire.CertifyCountsRequest request, SourceReader sources, Violations violations)
    {
        var error = request.ErrorProbability;
        if (!(error >= CountsCertifier.LeastError && error <= CountsCertifier.MostError))
            violations.Add("error_probability", $"{error:R} is not in [1e-12, 0.5]");
        var evidence = EvidenceReader.Read(request.Evidence, sources, violations.Nested("evidence"));
        if (evidence is not null)
            violations.AddRange(EvidenceRules.Violations(evidence));
        var method = IntervalReader.Read(request, evidence?.EstimationDraws, violations);
        if (evidence is not null && method is not null && violations.IsEmpty)
            violations.AddRange(EvidenceRules.Uncovered(evidence, method));
        var known = evidence is { HasSource: true } ? evidence : null;
        var norms = NormReader.Read(request.Norms, Norms.MostAtOnce, known?.Law, violations) ?? Norms.Usual;
        var joint = JointReader.Read(
            request.JointRegion, known?.Law, known?.Dimension, violations.Nested("joint_region"));
        var rounding = request.Rounding is null
            ? null
            : RoundingReader.Read(
                request.Rounding, evidence, norms.Where(Norms.AreCovered).Concat(Chain(request, known)),
                violations.Nested("rounding"));
        return violations.IsEmpty
            ? new(evidence!, error, method!, norms) { Joint = joint, Rounding = rounding }
            : null;
    }

    // The norms of the joint region that is asked for.
    private static IEnumerable<double> Chain(Wire.CertifyCountsRequest request, Evidence? evidence) =>
        request.JointRegion is null || evidence is null
            ? []
            : JointRegions.Exponents(evidence.Law).Select(exponent => (double)exponent);
}
