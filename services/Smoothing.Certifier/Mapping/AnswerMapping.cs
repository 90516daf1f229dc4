using System.Collections.Immutable;
using Smoothing.Certification.Certificates;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Recommendations;
using Smoothing.Messages;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier.Mapping;

/// <summary>What is answered without counts, as messages.</summary>
internal static class AnswerMapping
{
    public static Wire.ComputeRadiiResponse Radii(ImmutableArray<Ball> balls, bool hasMajority)
    {
        var norms = new NormMapping();
        return new()
        {
            Balls = { balls.Select(ball => BallMapping.Plain(ball, norms)) },
            Abstention = hasMajority ? null : Because(AbstentionReason.NoMajority),
        };
    }

    public static Wire.ComputeJointRegionResponse Region(JointRegion? region, double[]? perturbation, bool hasMajority)
    {
        if (region is null)
        {
            var reason = hasMajority ? AbstentionReason.NoRadius : AbstentionReason.NoMajority;
            return new() { Abstention = Because(reason) };
        }

        var message = new Wire.ComputeJointRegionResponse { Region = JointMapping.ToWire(region) };
        if (perturbation is not null)
            message.ContainsPerturbation = region.Contains(perturbation);
        return message;
    }

    public static Wire.RecommendResponse Ranking(Recommendation? answer)
    {
        if (answer is not { Best: var best })
            return new() { Abstention = Because(AbstentionReason.NoMajority) };
        var message = new Wire.RecommendResponse
        {
            Candidates = { answer.Alternatives.Prepend(best).Select(candidate => ToWire(candidate, best)) },
            Paper = ToWire(answer.Paper, best),
            Explanation = answer.Explanation,
        };
        if (double.IsFinite(answer.Gain))
            message.Gain = answer.Gain;
        return message;
    }

    private static Wire.NoiseCandidate ToWire(Candidate candidate, Candidate best) => new()
    {
        Noise = LawMessages.ToMessage(candidate.Law),
        Radius = candidate.Radius,
        Factor = candidate.ShareOf(best),
        Method = (Wire.RadiusMethod)candidate.Method,
        Tight = candidate.Tight,
        ConvertedFrom = candidate.ConvertedFrom is { } norm ? NormMessages.ToMessage(norm) : null,
    };

    private static Wire.Abstention Because(AbstentionReason reason) => new() { Reason = (Wire.AbstentionReason)reason };
}
