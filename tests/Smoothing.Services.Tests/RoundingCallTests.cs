using Grpc.Core;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

/// <summary>Inputs off the grid over the wire: stated, certified, checked, refused where they cannot be.</summary>
public sealed class RoundingCallTests(SharedServices shared) : ServicesTest(shared)
{
    private static Norm L1 => new() { Exponent = 1 };

    private static Norm L2 => new() { Exponent = 2 };

    private static Norm L3 => new() { Exponent = 3 };

    private static Norm Maximum => new() { Infinity = true };

    [Fact]
    public async Task What_rounding_leaves_is_claimed_and_verified()
    {
        var request = await RequestAsync();
        var plain = (await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled)).Certificate;
        request.JointRegion = new() { Objective = JointObjective.Maximise, MaximisedExponent = 1 };
        request.Rounding = Stated((L1, 0.004), (L2, 0.002), (L3, 0.0015), (Maximum, 0.001));

        var certificate = (await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled)).Certificate;

        Assert.Null(plain.Claims.Rounded);
        Assert.Equal(plain.Claims.Balls, certificate.Claims.Balls);
        var rounded = certificate.Claims.Rounded;
        Assert.Equal(request.Rounding, rounded.Stated);
        Assert.Equal([1, 2, 3, 0], rounded.Balls.Select(ball => ball.Norm.Exponent));
        Assert.All(rounded.Balls, ball => Assert.True(ball.Radius < certificate.Claims.Balls[ball.Parent.Ball].Radius));
        // Four coordinates, steps of 1/255.
        Assert.Equal(0.004 + (4 / 510.0), Assert.Single(rounded.JointRegions).Limits[0].Loss, 1e-15);
        Assert.Contains("cannot be checked", certificate.Statement, StringComparison.Ordinal);
        Assert.Empty(await FindingsAsync(certificate));

        rounded.Balls[1].Loss = Math.BitDecrement(rounded.Balls[1].Loss);
        rounded.JointRegions[0].Limits[0].Radius = Math.BitIncrement(rounded.JointRegions[0].Limits[0].Radius);
        Assert.Equal(
            ["claims.rounded.balls[1]: is not what the rounding leaves",
                "claims.rounded.joint_regions[0]: is not what the rounding leaves"],
            await FindingsAsync(certificate));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var request = await RequestAsync();
        request.JointRegion = new() { Objective = JointObjective.Equal };
        request.Rounding = Stated((L2, -0.5), (L2, double.NaN), (new() { Exponent = 0.5 }, 1), (null, 0));

        await RefusesAsync(
            request,
            "rounding.input_distances[0].distance: -0.5 is not finite and at least 0",
            "rounding.input_distances[1].norm: 2 is there twice",
            "rounding.input_distances[1].distance: NaN is not finite and at least 0",
            "rounding.input_distances[2].norm: 0.5 is not an exponent in [1, 64] or infinity",
            "rounding.input_distances[3].norm: NaN is not an exponent in [1, 64] or infinity",
            "rounding.input_distances: lack l1, a norm that is asked for",
            "rounding.input_distances: lack linf, a norm that is asked for",
            "rounding.input_distances: lack l3, a norm that is asked for");
        request.Rounding = new();
        await RefusesAsync(
            request,
            "rounding: states nothing: set deployment_rounds, or give input_distances, or leave the rounding out");
        request.Rounding = Stated(
            [.. Enumerable.Range(0, 65).Select(i => ((Norm?)new Norm { Exponent = 1 + (i / 8.0) }, 0.0))]);
        await RefusesAsync(request, "rounding.input_distances: has 65 distances; at most 64 are allowed");
    }

    [Fact]
    public async Task Counts_of_another_tool_know_no_step_but_may_have_a_distance()
    {
        var request = Imported();
        request.Rounding = new() { DeploymentRounds = true };
        await RefusesAsync(
            request,
            "rounding.deployment_rounds: true needs the step of the grid, and counts of another tool tell no grid: "
                + "state input_distances that hold half a step in every coordinate too, or count here");

        request.Rounding = Stated((L1, 0.1), (L2, 0.05), (Maximum, 0.05));
        request.Rounding.DeploymentRounds = false;
        var certificate = (await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled)).Certificate;

        Assert.Equal(3, certificate.Claims.Rounded.Balls.Count);
        Assert.Empty(await FindingsAsync(certificate));
        certificate.Claims.Rounded.Stated.DeploymentRounds = true;
        Assert.StartsWith(
            "claims.rounded.stated.deployment_rounds: true needs", Assert.Single(await FindingsAsync(certificate)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_too_long_is_not_read()
    {
        var request = await RequestAsync();
        request.Rounding = new() { DeploymentRounds = true };
        var certificate = (await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled)).Certificate;
        var rounded = certificate.Claims.Rounded;
        rounded.Balls.Add(Enumerable.Repeat(rounded.Balls[0], 1000));
        rounded.Stated = null;

        Assert.Equal(
            ["claims.rounded.balls", "claims.rounded.stated"],
            (await FindingsAsync(certificate)).Select(finding => finding.Split(':')[0]).Order());
    }

    private static Rounding Stated(params (Norm? Norm, double Distance)[] distances) => new()
    {
        DeploymentRounds = true,
        InputDistances =
        {
            distances.Select(one => new RoundingDistance { Norm = one.Norm, Distance = one.Distance }),
        },
    };

    private async Task RefusesAsync(CertifyCountsRequest request, params string[] violations)
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(violations, error.Violations());
    }

    private async Task<IEnumerable<string>> FindingsAsync(Certificate certificate) =>
        (await Certifier.VerifyCertificateAsync(new() { Certificate = certificate }, cancellationToken: Cancelled))
        .Findings.Select(finding => $"{finding.Field}: {finding.Description}");

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

    private static CertifyCountsRequest Imported() => new()
    {
        Evidence = new()
        {
            Imported = new()
            {
                Source = new()
                {
                    Tool = "certify.py", Input = "17", Dimension = 4, Classes = 3,
                    Noise = new() { Gaussian = new() { StandardDeviation = 0.25 } },
                },
                FixedClass = 1,
                Estimation = new() { Draws = 1000, Counts = { new ClassCount { Class = 1, Count = 1000 } } },
            },
        },
        ErrorProbability = 0.001,
    };
}
