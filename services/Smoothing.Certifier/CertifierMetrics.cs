using System.Diagnostics.Metrics;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier;

/// <summary>The instruments of the certifier; METRICS.md of Smoothing.Hosting lists them.</summary>
internal sealed class CertifierMetrics
{
    private readonly Counter<long> _certificates;
    private readonly Counter<long> _verifications;

    public CertifierMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Smoothing.Certifier");
        _certificates = meter.CreateCounter<long>(
            "smoothing.certifier.certificates", "{certificate}", "Certificates that were made.");
        _verifications = meter.CreateCounter<long>(
            "smoothing.certifier.verifications", "{certificate}", "Certificates that were checked.");
    }

    /// <summary>Counts a certificate that was made, if one was, and returns it.</summary>
    public Wire.Certificate? Made(Wire.Certificate? certificate)
    {
        if (certificate is not null)
            _certificates.Add(1, new KeyValuePair<string, object?>("smoothing.outcome", Outcome(certificate)));
        return certificate;
    }

    /// <summary>Counts a certificate that was checked, and returns what was found.</summary>
    public Violations Verified(Violations findings)
    {
        _verifications.Add(1, new KeyValuePair<string, object?>("smoothing.valid", findings.IsEmpty));
        return findings;
    }

    private static string Outcome(Wire.Certificate certificate) => certificate.Abstention?.Reason switch
    {
        null => "claims",
        Wire.AbstentionReason.NoMajority => "no_majority",
        Wire.AbstentionReason.NoClass => "no_class",
        Wire.AbstentionReason.NoRadius => "no_radius",
        _ => "_OTHER",
    };
}
