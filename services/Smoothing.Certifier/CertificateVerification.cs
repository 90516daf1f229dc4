using Smoothing.Certification.Checking;
using Smoothing.Certifier.Reading;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier;

/// <summary>Checks certificates as messages: what VerifyCertificate does, without a service.</summary>
public static class CertificateVerification
{
    /// <summary>Finds everything that does not hold; what cannot be a certificate at all is a finding too.</summary>
    /// <param name="certificate">A certificate that somebody else may have written, or altered.</param>
    /// <returns>Nothing for a valid certificate.</returns>
    /// <remarks>See <see cref="CertificateChecker"/>.</remarks>
    public static Violations Findings(Wire.Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var findings = new Violations();
        if (CertificateReader.Read(certificate, findings) is { } read)
            findings.AddRange(CertificateChecker.Findings(read));
        return findings;
    }
}
