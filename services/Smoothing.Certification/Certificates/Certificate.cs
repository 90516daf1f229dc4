using Smoothing.Certification.Evidences;
using Smoothing.Certification.Intervals;
using Smoothing.Draws.Identity;

namespace Smoothing.Certification.Certificates;

/// <summary>What was proved about one input, with all that is needed to check it.</summary>
/// <param name="Evidence">The counts and their source.</param>
/// <param name="EvidenceDigest">Digest of the canonical form of the evidence.</param>
/// <param name="Class">Class with the largest selection count; null when no selection draw gave an answer.</param>
/// <param name="Bounds">Bounds of its probability; null when there is no class.</param>
/// <param name="Outcome">What is claimed, or why nothing is.</param>
/// <param name="Issuer">Who computed it.</param>
/// <param name="Statement">The claim in words.</param>
public sealed record Certificate(
    Evidence Evidence,
    Digest EvidenceDigest,
    int? Class,
    ProbabilityBounds? Bounds,
    Outcome Outcome,
    Issuer Issuer,
    string Statement)
{
    /// <summary>Version of the format.</summary>
    public const int FormatVersion = 1;
}
