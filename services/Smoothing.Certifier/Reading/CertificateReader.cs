using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;
using Smoothing.Draws.Identity;
using Smoothing.Hosting;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Reading;

/// <summary>Reads certificates that somebody else may have written, or altered.</summary>
internal static class CertificateReader
{
    /// <summary>Reads a certificate and collects what cannot be part of one.</summary>
    /// <returns>Null when there is any such thing.</returns>
    public static Certificate? Read(Wire.Certificate certificate, Violations violations)
    {
        if (certificate.FormatVersion != Certificate.FormatVersion)
            violations.Add("format_version", $"{certificate.FormatVersion} is not {Certificate.FormatVersion}");
        var evidence = EvidenceReader.Read(certificate.Evidence, new(), violations.Nested("evidence"));
        if (certificate.EvidenceSha256.Length != Digest.Length)
            violations.Add("evidence_sha256", $"has {certificate.EvidenceSha256.Length} bytes; it must have 32");
        var bounds = certificate.Bounds is null ? null : Bounds(certificate.Bounds, violations.Nested("bounds"));
        var outcome = ReadOutcome(certificate, violations);
        if (!violations.IsEmpty)
            return null;
        return new(
            evidence!, new Digest(certificate.EvidenceSha256.Span), certificate.HasClass ? certificate.Class : null,
            bounds, outcome!, new Issuer(certificate.Issuer?.Software ?? "", certificate.Issuer?.Version ?? ""),
            certificate.Statement);
    }

    private static ProbabilityBounds? Bounds(Wire.ProbabilityBounds bounds, Violations violations)
    {
        var before = violations.Count;
        var method = IntervalReader.Read(bounds, violations);
        if (bounds.Witness is not { } witness)
        {
            violations.Add("witness", "is missing");
            return null;
        }

        return violations.Count > before
            ? null
            : new(
                bounds.ErrorProbability, method!, bounds.TopLower, bounds.TopComplementUpper,
                bounds.OtherUpper, bounds.Slack,
                new(
                    witness.TopCount, witness.OtherCount, witness.Draws, witness.TopLower, witness.TopComplementUpper,
                    witness.OtherUpper));
    }

    private static Outcome? ReadOutcome(Wire.Certificate certificate, Violations violations)
    {
        switch (certificate.OutcomeCase)
        {
            case Wire.Certificate.OutcomeOneofCase.Abstention:
                var reason = (AbstentionReason)certificate.Abstention.Reason;
                if (Enum.IsDefined(reason))
                    return new Abstention(reason);
                violations.Add("abstention.reason", $"{certificate.Abstention.Reason} is not a reason");
                return null;
            case Wire.Certificate.OutcomeOneofCase.Claims:
                return ReadClaims(certificate.Claims, violations.Nested("claims"));
            default:
                violations.Add("outcome", "is missing");
                return null;
        }
    }

    private static Claims? ReadClaims(Wire.Claims claims, Violations violations)
    {
        var regions = JointReader.Read(claims.JointRegions, violations);
        var rounded = RoundingReader.Read(claims.Rounded, violations.Nested("rounded"));
        if (claims.Balls.Count > Claims.MostBalls)
        {
            violations.Add("balls", $"has {claims.Balls.Count} balls; at most {Claims.MostBalls} are allowed");
            return null;
        }

        var balls = ImmutableArray.CreateBuilder<Ball>();
        for (var i = 0; i < claims.Balls.Count; i++)
        {
            if (ReadBall(claims.Balls[i], violations.Nested("balls", i)) is { } ball)
                balls.Add(ball);
        }

        return balls.Count == claims.Balls.Count
            ? new(balls.ToImmutable()) { JointRegions = regions, Rounded = rounded }
            : null;
    }

    private static Ball? ReadBall(Wire.Ball ball, Violations violations)
    {
        var before = violations.Count;
        var norm = Norm(ball.Norm, "norm", violations);
        var from = ball.ConvertedFrom is null ? (double?)null : Norm(ball.ConvertedFrom, "converted_from", violations);
        var method = (RadiusMethod)ball.Method;
        if (!Enum.IsDefined(method))
            violations.Add("method", $"{ball.Method} is not a method of this version");
        Witness? witness = ball.WitnessCase switch
        {
            Wire.Ball.WitnessOneofCase.Quantiles =>
                new QuantileWitness(ball.Quantiles.TopQuantile, ball.Quantiles.OtherQuantile),
            Wire.Ball.WitnessOneofCase.Divergence =>
                new DivergenceWitness(ball.Divergence.Divergence, ball.Divergence.Order),
            Wire.Ball.WitnessOneofCase.Privacy => new PrivacyWitness(ball.Privacy.Beta),
            Wire.Ball.WitnessOneofCase.Parent => new ParentWitness(ball.Parent.Ball),
            _ => null,
        };
        if (witness is null)
            violations.Add("witness", "is missing");
        return violations.Count > before
            ? null
            : new(norm, ball.Radius, method, ball.Tight, ball.BestForNorm, from, witness!);
    }

    private static double Norm(Wire.Norm? norm, string field, Violations violations)
    {
        var read = NormMessages.Read(norm);
        if (double.IsNaN(read))
            violations.Add(field, "is not an exponent or infinity");
        return read;
    }
}
