using Grpc.Core;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

public sealed class JointRegionCallTests(SharedServices shared) : ServicesTest(shared)
{
    public static TheoryData<string, JointRegionQuestion> Refused { get; } = new()
    {
        { "joint_region.objective: Unspecified is not equal, maximise or weighted", new() },
        { "joint_region.objective: 9 is not equal, maximise or weighted", new() { Objective = (JointObjective)9 } },
        { "joint_region.maximised_exponent: 2 is not in the chain 1, 3",
            new() { Objective = JointObjective.Maximise, MaximisedExponent = 2 } },
        { "joint_region.maximised_exponent: is for JOINT_OBJECTIVE_MAXIMISE only",
            new() { Objective = JointObjective.Equal, MaximisedExponent = 3 } },
        { "joint_region.weights: are for JOINT_OBJECTIVE_WEIGHTED only",
            new() { Objective = JointObjective.Equal, Weights = { Weight(1, 1) } } },
        { "joint_region.weights[3]: is missing; the chain is 1, 3",
            new() { Objective = JointObjective.Weighted, Weights = { Weight(1, 1) } } },
        { "joint_region.weights[3]: -1 is not finite and above 0",
            new() { Objective = JointObjective.Weighted, Weights = { Weight(1, 1), Weight(3, -1) } } },
        { "joint_region.weights[1].norm: 1 is there twice",
            new() { Objective = JointObjective.Weighted, Weights = { Weight(1, 1), Weight(1, 2) } } },
        { "joint_region.weights[0].norm: is not an exponent or infinity",
            new() { Objective = JointObjective.Weighted, Weights = { new NormWeight { Weight = 1 } } } },
    };

    public static TheoryData<JointRegionQuestion> Answered =>
    [
        new JointRegionQuestion { Objective = JointObjective.Equal },
        new JointRegionQuestion { Objective = JointObjective.Maximise, MaximisedExponent = 1 },
        new JointRegionQuestion { Objective = JointObjective.Weighted, Weights = { Weight(1, 3), Weight(3, 1) } },
    ];

    [Theory]
    [MemberData(nameof(Answered), DisableDiscoveryEnumeration = true)]
    public async Task A_joint_region_that_is_asked_for_is_claimed_and_verified(JointRegionQuestion question)
    {
        var request = await RequestAsync();
        var plain = (await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled)).Certificate;
        request.JointRegion = question;

        var certificate = (await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled)).Certificate;

        Assert.Empty(plain.Claims.JointRegions);
        Assert.Equal(plain.Claims.Balls, certificate.Claims.Balls);
        var region = Assert.Single(certificate.Claims.JointRegions);
        Assert.Equal(question.Objective, region.Objective);
        Assert.Equal([1, 3], region.Limits.Select(limit => limit.Norm.Exponent));
        Assert.Equal(
            question.Weights.Count > 0 ? question.Weights.Select(one => one.Weight) : [0, 0],
            region.Limits.Select(limit => limit.Weight));
        Assert.True(region.Constraint <= region.Threshold);
        Assert.Contains("all at once", certificate.Statement, StringComparison.Ordinal);
        Assert.Empty(await FindingsAsync(certificate));

        region.Limits[1].Radius = Math.BitIncrement(region.Limits[1].Radius);
        Assert.Contains("claims.joint_regions[0]: does not follow from the bounds", await FindingsAsync(certificate));
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_question_is_named_with_its_value_and_its_range(
        string violation, JointRegionQuestion question)
    {
        var request = await RequestAsync();
        request.JointRegion = question;

        var refusal = await Assert.ThrowsAsync<RpcException>(
            async () => await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Contains(violation, refusal.Violations());
    }

    [Fact]
    public async Task Too_many_and_unreadable_regions_are_findings()
    {
        var request = await RequestAsync();
        request.JointRegion = new() { Objective = JointObjective.Equal };
        var certificate = (await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled)).Certificate;
        var region = certificate.Claims.JointRegions[0];
        region.Objective = JointObjective.Unspecified;
        region.Limits.Add(Enumerable.Repeat(region.Limits[0], 60));

        Assert.Equal(
            ["claims.joint_regions[0].objective: Unspecified is not equal, maximise or weighted",
                "claims.joint_regions[0].limits: has 62 limits; at most 35 are allowed"],
            await FindingsAsync(certificate));
        certificate.Claims.JointRegions.Add(Enumerable.Repeat(region, 100));
        Assert.Equal(
            "claims.joint_regions: has 101 regions; at most 4 are allowed",
            Assert.Single(await FindingsAsync(certificate)));
    }

    private static NormWeight Weight(double norm, double weight) =>
        new() { Norm = new() { Exponent = norm }, Weight = weight };

    private async Task<string[]> FindingsAsync(Certificate certificate)
    {
        var verified = await Certifier.VerifyCertificateAsync(
            new() { Certificate = certificate }, cancellationToken: Cancelled);
        return [.. verified.Findings.Select(finding => $"{finding.Field}: {finding.Description}")];
    }

    private async Task<CertifyCountsRequest> RequestAsync()
    {
        var (selection, estimation) = (Requests.Counts("linear_3", 0, 20), Requests.Counts("linear_3", 32, 1000));
        selection.Noise = estimation.Noise = new() { GeneralizedGaussian = new() { Scale = 0.3, Shape = 3 } };
        return new()
        {
            Evidence = new()
            {
                Selection = { await Reader.CountAsync(selection, null, Cancelled) },
                Estimation = { await Reader.CountAsync(estimation, null, Cancelled) },
            },
            ErrorProbability = 0.001,
        };
    }
}
