using Smoothing.Certification.Certificates;
using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;

namespace Smoothing.Certification.Tests;

using Change = Func<double, double>;

/// <summary>Every real number of a certificate, and how to change it.</summary>
internal static class CertificateNumbers
{
    internal static readonly IReadOnlyDictionary<string, Func<Certificate, Change, Certificate>> All =
        new Dictionary<string, Func<Certificate, Change, Certificate>>
        {
            ["error"] = (c, f) => Bounds(c, b => b with { Error = f(b.Error) }),
            ["top_lower"] = (c, f) => Bounds(c, b => b with { TopLower = f(b.TopLower) }),
            ["top_complement_upper"] = (c, f) =>
                Bounds(c, b => b with { TopComplementUpper = f(b.TopComplementUpper) }),
            ["other_upper"] = (c, f) => Bounds(c, b => b with { OtherUpper = f(b.OtherUpper) }),
            ["slack"] = (c, f) => Bounds(c, b => b with { Slack = f(b.Slack) }),
            ["witness.top_lower"] = (c, f) => Witness(c, w => w with { TopLower = f(w.TopLower) }),
            ["witness.top_complement_upper"] = (c, f) =>
                Witness(c, w => w with { TopComplementUpper = f(w.TopComplementUpper) }),
            ["witness.other_upper"] = (c, f) => Witness(c, w => w with { OtherUpper = f(w.OtherUpper) }),
            ["source.slack"] = (c, f) => Slack(c, f),
        };

    private static Certificate Bounds(Certificate c, Func<ProbabilityBounds, ProbabilityBounds> change) =>
        c with { Bounds = change(c.Bounds!) };

    private static Certificate Witness(Certificate c, Func<IntervalBounds, IntervalBounds> change) =>
        Bounds(c, b => b with { Witness = change(b.Witness) });

    // In every source, and under a new digest: nothing but the rule for the slack can tell.
    private static Certificate Slack(Certificate c, Change change)
    {
        SampledCounts Changed(SampledCounts s) => s with { Source = s.Source with { Slack = change(s.Source.Slack) } };
        var evidence = new Evidence(
            [.. c.Evidence.Selection.Select(Changed)], [.. c.Evidence.Estimation.Select(Changed)]);
        return c with { Evidence = evidence, EvidenceDigest = EvidenceText.DigestOf(evidence) };
    }
}
