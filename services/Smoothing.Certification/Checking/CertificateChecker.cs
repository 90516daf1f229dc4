using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Certification.Radii;

namespace Smoothing.Certification.Checking;

/// <summary>
/// Checks a certificate by evaluating its inequalities from the counts. It solves nothing and trusts nothing.
/// </summary>
/// <remarks>
/// What it cannot check: that the counts came from that model and input (replay does), and that Philox stands for
/// randomness. A stated number must be the last one for which its inequality holds, so that one unit in the last place
/// more, or less, is found.
/// </remarks>
public static class CertificateChecker
{
    /// <summary>Finds everything that does not hold.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>Nothing for a valid certificate.</returns>
    public static IReadOnlyList<Violation> Findings(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var found = new List<Violation>(EvidenceRules.Violations(certificate.Evidence));
        if (found.Count > 0)
            return found;
        if (certificate.EvidenceDigest != EvidenceText.DigestOf(certificate.Evidence))
            found.Add(new("evidence_sha256", "is not the digest of the evidence"));
        if (certificate.Class != certificate.Evidence.Class)
        {
            found.Add(new("class", "is not the class that the evidence chooses"));
            return found;
        }

        // Claims that do not hold have no true words, and the words of a number that is none cannot be written.
        var holds = certificate.Class is { } label ? Bounded(certificate, label, found) : Unbounded(certificate, found);
        if (holds && certificate.Statement != Statement.Of(certificate))
            found.Add(new("statement", "is not what the certificate says"));
        return found;
    }

    private static bool Unbounded(Certificate certificate, List<Violation> found)
    {
        var before = found.Count;
        if (certificate.Bounds is not null)
            found.Add(new("bounds", "are stated without a class"));
        if (certificate.Outcome != new Abstention(AbstentionReason.NoClass))
            found.Add(new("outcome", "must be an abstention for want of a class"));
        return found.Count == before;
    }

    private static bool Bounded(Certificate certificate, int label, List<Violation> found)
    {
        if (certificate.Bounds is not { } bounds)
        {
            found.Add(new("bounds", "are missing"));
            return false;
        }

        if (!(bounds.Error is >= CountsCertifier.LeastError and <= CountsCertifier.MostError))
        {
            found.Add(new("bounds.error_probability", $"{bounds.Error:R} is not in [1e-12, 0.5]"));
            return false;
        }

        var (evidence, totals) = (certificate.Evidence, certificate.Evidence.EstimationTotals());
        return AreCounts(bounds.Witness, totals, label, found)
            && Fits(bounds.Method, evidence, found)
            && Follow(bounds, evidence, found)
            && Outcomes(certificate.Outcome, bounds, evidence, found);
    }

    private static bool AreCounts(IntervalBounds witness, Totals totals, int label, List<Violation> found)
    {
        var before = found.Count;
        if (witness.TopCount != totals.ByClass[label])
            found.Add(new("bounds.witness.top_count", $"{witness.TopCount} is not the count, {totals.ByClass[label]}"));
        if (witness.OtherCount != totals.LargestOther(label))
            found.Add(new("bounds.witness.other_count", $"{witness.OtherCount} is not the largest other count"));
        if (witness.Draws != totals.Draws)
            found.Add(new("bounds.witness.draws", $"{witness.Draws} is not the number of draws, {totals.Draws}"));
        return found.Count == before;
    }

    private static bool Fits(IntervalMethod method, Evidence evidence, List<Violation> found)
    {
        var before = found.Count;
        found.AddRange(method.Violations(evidence.EstimationDraws)
            .Select(one => one with { Field = $"bounds.{method.Name}.{one.Field}" }));
        found.AddRange(EvidenceRules.Uncovered(evidence, method));
        return found.Count == before;
    }

    private static bool Follow(ProbabilityBounds bounds, Evidence evidence, List<Violation> found)
    {
        var witness = bounds.Witness;
        if (!bounds.Method.Holds(witness, evidence.Classes, bounds.Error))
        {
            found.Add(new("bounds.witness", $"is not the {bounds.Method.Name} interval of the counts"));
            return false;
        }

        // Only now is every number of the witness known to be a probability.
        if (bounds == ProbabilityBounds.Of(witness, bounds.Method, bounds.Error, evidence.Slack))
            return true;
        found.Add(new("bounds", "do not follow from the interval and the slack"));
        return false;
    }

    private static bool Outcomes(Outcome outcome, ProbabilityBounds bounds, Evidence evidence, List<Violation> found)
    {
        var before = found.Count;
        if (!bounds.HasMajority)
        {
            if (outcome != new Abstention(AbstentionReason.NoMajority))
                found.Add(new("outcome", "must be an abstention: the bounds show no majority"));
        }
        else if (outcome is Claims claims)
        {
            found.AddRange(BallChecker.Findings(claims.Balls, bounds, evidence));
            found.AddRange(JointRegionChecker.Findings(claims.JointRegions, bounds, evidence));
            // What is left of claims is known only of claims that hold.
            if (claims.Rounded is { } rounded && found.Count == before)
                found.AddRange(RoundedChecker.Findings(rounded, claims, evidence));
        }
        else if (outcome != new Abstention(AbstentionReason.NoRadius))
        {
            found.Add(new("outcome", "is not the abstention that the bounds call for"));
        }
        else if (NeymanPearson.IsPositive(bounds))
        {
            found.Add(new("outcome", "must be claims: the bounds give a radius"));
        }

        return found.Count == before;
    }
}
