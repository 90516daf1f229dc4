using Smoothing.Certification;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>A request for a certificate, once everything in it is what it must be.</summary>
/// <param name="Evidence">Counts without violations.</param>
/// <param name="Error">In [1e-12, 0.5].</param>
/// <param name="Method">A method of this version.</param>
internal sealed record CertifyQuestion(Evidence Evidence, double Error, IntervalMethod Method);

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
        if (request.Interval is not (Wire.IntervalMethod.Unspecified or Wire.IntervalMethod.ClopperPearson))
            violations.Add("interval", $"{request.Interval} is not in this version; it has clopper_pearson");
        var evidence = EvidenceReader.Read(request.Evidence, violations.Nested("evidence"));
        if (evidence is not null)
            violations.AddRange(EvidenceRules.Violations(evidence));
        return violations.IsEmpty ? new(evidence!, error, IntervalMethod.ClopperPearson) : null;
    }
}
