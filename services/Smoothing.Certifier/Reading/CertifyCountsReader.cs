using Google.Protobuf.Collections;
using Smoothing.Certification;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Laws;
using Smoothing.Hosting;
using Smoothing.Messages;
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
}

/// <summary>Reads requests for certificates.</summary>
internal static class CertifyCountsReader
{
    /// <summary>Reads a request and collects all its violations.</summary>
    /// <returns>Null when there are any.</returns>
    public static CertifyQuestion? Read(Wire.CertifyCountsRequest request, Violations violations)
    {
        var error = request.ErrorProbability;
        if (!(error >= CountsCertifier.LeastError && error <= CountsCertifier.MostError))
            violations.Add("error_probability", $"{error:R} is not in [1e-12, 0.5]");
        var evidence = EvidenceReader.Read(request.Evidence, violations.Nested("evidence"));
        if (evidence is not null)
            violations.AddRange(EvidenceRules.Violations(evidence));
        var method = IntervalReader.Read(request, evidence?.EstimationDraws, violations);
        if (evidence is not null && method is not null && violations.IsEmpty)
            violations.AddRange(EvidenceRules.Uncovered(evidence, method));
        var law = evidence is { HasSource: true } ? evidence.Law : null;
        var norms = ReadNorms(request.Norms, law, violations);
        var joint = JointReader.Read(request.JointRegion, evidence, violations.Nested("joint_region"));
        return violations.IsEmpty ? new(evidence!, error, method!, norms) { Joint = joint } : null;
    }

    private static IReadOnlyList<double> ReadNorms(
        RepeatedField<Wire.Norm> norms, NoiseLaw? law, Violations violations)
    {
        if (norms.Count > Norms.MostAtOnce)
            violations.Add("norms", $"has {norms.Count} norms; at most {Norms.MostAtOnce} are allowed");
        var read = new List<double>();
        for (var i = 0; i < Math.Min(norms.Count, Norms.MostAtOnce); i++)
        {
            var norm = NormMessages.Read(norms[i]);
            if (!Norms.AreCovered(norm))
                violations.Add($"norms[{i}]", $"{Text(norms[i])} is not in [1, 64] or infinity{Covered(law)}");
            else if (read.Contains(norm))
                violations.Add($"norms[{i}]", $"{Norms.Text(norm)} is there twice");
            read.Add(norm);
        }

        return read.Count == 0 ? Norms.Usual : read;
    }

    private static string Text(Wire.Norm norm) => norm.NormCase switch
    {
        Wire.Norm.NormOneofCase.Exponent => FormattableString.Invariant($"exponent {norm.Exponent:R}"),
        Wire.Norm.NormOneofCase.Infinity => "infinity = false",
        _ => "a norm without an exponent",
    };

    private static string Covered(NoiseLaw? law) => law is null ? "" : $"; for {law} noise {Norms.CoveredBy(law)}";
}
