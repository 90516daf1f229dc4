using Smoothing.Certification.Certificates;

namespace Smoothing.Certification.Roundings;

/// <summary>What rounding leaves, in certificates. It rests on the same bounds, and costs no error.</summary>
public static class RoundingClaims
{
    /// <summary>A certificate that says what may be claimed where inputs are rounded.</summary>
    /// <param name="certificate">A certificate, with its joint regions.</param>
    /// <param name="stated">What was rounded.</param>
    /// <returns>The same certificate where nothing is claimed.</returns>
    /// <exception cref="ArgumentException">The statement has <see cref="RoundingRules.Violations"/>.</exception>
    public static Certificate Add(Certificate certificate, StatedRounding stated)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (RoundingRules.Violations(stated, certificate.Evidence, []) is [var first, ..])
            throw new ArgumentException($"{first.Field}: {first.Description}", nameof(stated));
        if (certificate.Outcome is not Claims claims)
            return certificate;
        var more = certificate with
        {
            Outcome = claims with { Rounded = RoundedRadii.Of(claims, stated, certificate.Evidence) },
        };
        return more with { Statement = Statement.Of(more) };
    }
}
