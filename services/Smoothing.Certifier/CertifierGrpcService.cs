using Grpc.Core;
using Smoothing.Certification.Joint;
using Smoothing.Certification.Radii;
using Smoothing.Certifier.Mapping;
using Smoothing.Certifier.Reading;
using Smoothing.Hosting;
using Wire = Smoothing.V1;

namespace Smoothing.Certifier;

/// <summary>Maps calls to pure functions of the certification library; keeps nothing.</summary>
internal sealed class CertifierGrpcService(CertifierMetrics metrics)
    : Wire.CertifierService.CertifierServiceBase
{
    private const int BatchLimit = 1000;

    public override Task<Wire.CertifyCountsResponse> CertifyCounts(
        Wire.CertifyCountsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var certificate = metrics.Made(CountsCertification.Certify(request, violations));
        violations.ThrowIfAny();
        return Task.FromResult(new Wire.CertifyCountsResponse { Certificate = certificate });
    }

    public override Task<Wire.BatchCertifyCountsResponse> BatchCertifyCounts(
        Wire.BatchCertifyCountsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        if (request.Items.Count is < 1 or > BatchLimit)
            violations.Add("items", $"has {request.Items.Count} items; it must have 1 to {BatchLimit}");
        var numbers = 0L;
        foreach (var item in request.Items)
            numbers += item.Evidence is null ? 0 : EvidenceReader.Numbers(item.Evidence);
        if (numbers > EvidenceReader.BatchNumberLimit)
        {
            violations.Add("items", $"hold {numbers} numbers, classes times ranges; at most "
                + $"{EvidenceReader.BatchNumberLimit} are allowed: send fewer at once");
        }

        violations.ThrowIfAny();
        var response = new Wire.BatchCertifyCountsResponse { Results = { Capacity = request.Items.Count } };
        var sources = new SourceReader();
        foreach (var item in request.Items)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var found = new Violations();
            var certificate = metrics.Made(CountsCertification.Certify(item, sources, found));
            response.Results.Add(
                certificate is null ? ResultMapping.Error(found) : new() { Certificate = certificate });
        }

        return Task.FromResult(response);
    }

    public override Task<Wire.VerifyCertificateResponse> VerifyCertificate(
        Wire.VerifyCertificateRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        if (request.Certificate is null)
            violations.Add("certificate", "is missing");
        violations.ThrowIfAny();
        var findings = metrics.Verified(CertificateVerification.Findings(request.Certificate!));
        return Task.FromResult(ResultMapping.Verification(findings));
    }

    public override Task<Wire.ComputeRadiiResponse> ComputeRadii(
        Wire.ComputeRadiiRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var question = RadiiQuestion.Read(request, violations);
        violations.ThrowIfAny();
        var (law, given, dimension, norms) = question!;
        var balls = GivenProbabilities.Balls(given, law, dimension, norms);
        return Task.FromResult(AnswerMapping.Radii(balls, given.HasMajority));
    }

    public override Task<Wire.ComputeJointRegionResponse> ComputeJointRegion(
        Wire.ComputeJointRegionRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var question = RegionQuestion.Read(request, violations);
        violations.ThrowIfAny();
        var (law, given, dimension, goal, perturbation) = question!;
        var region = JointRegions.Of(JointRegions.Threshold(given), law, dimension, goal);
        return Task.FromResult(AnswerMapping.Region(region, perturbation, given.HasMajority));
    }

    public override Task<Wire.RecommendResponse> Recommend(Wire.RecommendRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var question = RecommendQuestion.Read(request, violations);
        violations.ThrowIfAny();
        return Task.FromResult(AnswerMapping.Ranking(question!.Answer()));
    }
}
