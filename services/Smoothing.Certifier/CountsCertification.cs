using Smoothing.Certification;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Roundings;
using Smoothing.Certifier.Mapping;
using Smoothing.Certifier.Reading;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier;

/// <summary>Certifies counts as messages: what CertifyCounts does, without a service.</summary>
public static class CountsCertification
{
    /// <summary>Certifies one input.</summary>
    /// <param name="request">A request that somebody else may have written.</param>
    /// <param name="violations">Takes all that is wrong with it.</param>
    /// <returns>
    /// Null when anything is. Its balls share the messages of their norms, and it shares the request's evidence.
    /// </returns>
    public static Wire.Certificate? Certify(Wire.CertifyCountsRequest request, Violations violations)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(violations);
        return Certify(request, new SourceReader(), violations);
    }

    /// <summary>Certifies one input of a batch.</summary>
    internal static Wire.Certificate? Certify(
        Wire.CertifyCountsRequest request, SourceReader sources, Violations violations)
    {
        if (CertifyCountsReader.Read(request, sources, violations) is not { } question)
            return null;
        var certificate = CountsCertifier.Certify(
            question.Evidence, question.Error, question.Method, question.Norms);
        if (question.Joint is { } goal)
            certificate = JointClaims.Add(certificate, goal);
        if (question.Rounding is { } rounding)
            certificate = RoundingClaims.Add(certificate, rounding);
        return CertificateMapping.ToWire(certificate, request.Evidence);
    }
}
