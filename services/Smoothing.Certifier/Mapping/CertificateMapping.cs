using Google.Protobuf;
using Google.Protobuf.Collections;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Intervals;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Mapping;

/// <summary>Certificates as messages.</summary>
internal static class CertificateMapping
{
    /// <param name="certificate">The certificate.</param>
    /// <param name="evidence">The evidence as it came; it is the same, but may describe an equal law.</param>
    public static Wire.Certificate ToWire(Certificate certificate, Wire.Evidence evidence)
    {
        var message = new Wire.Certificate
        {
            FormatVersion = Certificate.FormatVersion,
            Evidence = WithLaw(evidence, LawMessages.ToMessage(certificate.Evidence.Law)),
            EvidenceSha256 = UnsafeByteOperations.UnsafeWrap(certificate.EvidenceDigest.ToBytes()),
            Bounds = certificate.Bounds is { } bounds ? ToWire(bounds) : null,
            Issuer = new() { Software = certificate.Issuer.Software, Version = certificate.Issuer.Version },
            Statement = certificate.Statement,
        };
        if (certificate.Class is { } label)
            message.Class = label;
        if (certificate.Outcome is Claims claims)
            message.Claims = ToWire(claims);
        else if (certificate.Outcome is Abstention abstention)
            message.Abstention = new() { Reason = (Wire.AbstentionReason)abstention.Reason };
        return message;
    }

    // What was certified is the law that was read; a description of an equal one may be off by a rounding.
    private static Wire.Evidence WithLaw(Wire.Evidence evidence, Wire.NoiseLaw law)
    {
        var imported = evidence.Imported?.Source;
        if (Have(evidence.Selection, law) && Have(evidence.Estimation, law) && imported?.Noise.Equals(law) != false)
            return evidence;
        var same = evidence.Clone();
        if (same.Imported is { } counts)
            counts.Source.Noise = law;
        foreach (var sample in same.Selection.Concat(same.Estimation))
            sample.Source.Noise = law;
        return same;
    }

    private static bool Have(RepeatedField<Wire.SampledCounts> samples, Wire.NoiseLaw law)
    {
        for (var i = 0; i < samples.Count; i++)
        {
            if (!samples[i].Source.Noise.Equals(law))
                return false;
        }

        return true;
    }

    private static Wire.ProbabilityBounds ToWire(ProbabilityBounds bounds) => IntervalMapping.Add(bounds, new()
    {
        ErrorProbability = bounds.Error,
        TopLower = bounds.TopLower,
        TopComplementUpper = bounds.TopComplementUpper,
        OtherUpper = bounds.OtherUpper,
        Slack = bounds.Slack,
        Witness = new()
        {
            TopCount = bounds.Witness.TopCount,
            OtherCount = bounds.Witness.OtherCount,
            Draws = bounds.Witness.Draws,
            TopLower = bounds.Witness.TopLower,
            TopComplementUpper = bounds.Witness.TopComplementUpper,
            OtherUpper = bounds.Witness.OtherUpper,
        },
    });

    private static Wire.Claims ToWire(Claims claims)
    {
        var message = new Wire.Claims
        {
            Balls = { Capacity = claims.Balls.Length },
            Rounded = claims.Rounded is { } rounded ? RoundedMapping.ToWire(rounded) : null,
        };
        var norms = new NormMapping();
        foreach (var ball in claims.Balls)
            message.Balls.Add(BallMapping.WithWitness(ball, norms));
        foreach (var region in claims.JointRegions)
            message.JointRegions.Add(JointMapping.ToWire(region));
        return message;
    }
}
