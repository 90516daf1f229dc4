using Grpc.Core;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

/// <summary>What /metrics of real services shows after real calls.</summary>
public sealed class MetricsTests(SharedServices shared) : ServicesTest(shared)
{
    private const string Calls = "rpc_server_call_duration_seconds_count";

    private const string SampleCounts = "rpc_method=\"smoothing.v1.SamplerService/SampleCounts\"";

    [Fact]
    public async Task A_sampler_shows_exactly_the_draws_tiles_and_statuses_of_its_calls()
    {
        using var models = new ModelFolder().With("linear_3").With("tie_high", classes: 2).With("throws_high");
        await using var sampler = await RunningSampler.StartAsync(models, RunningSampler.Workers(1));
        sampler.Logs.Expect("ModelFailed");
        sampler.Logs.Expect("Warned");
        // Draws 5 to 1004 lie in tiles 0 to 62 of 16 draws, and 500 draws from 0 on in 32 tiles.
        await sampler.Client.CountAsync(Requests.Counts("linear_3", 5, 1000));
        var ties = await sampler.Client.CountAsync(Requests.Counts("tie_high", 0, 500));
        await FailAsync(sampler, Requests.Counts("linear_3", -1, 10), StatusCode.InvalidArgument);
        await FailAsync(sampler, Requests.Counts("none", 0, 10), StatusCode.NotFound);
        await FailAsync(
            sampler, Requests.Counts("throws_high", 0, 100_000, deviation: 3), StatusCode.FailedPrecondition);

        var page = await MetricsPage.WhenAsync(sampler.HttpEndpoint, 5, Calls, SampleCounts);

        string linear = "smoothing_model=\"linear_3\"", tie = "smoothing_model=\"tie_high\"";
        Assert.Equal(1000, page.Sum("smoothing_sampler_draws_total", linear, "smoothing_device=\"cpu\""));
        Assert.Equal(63, page.Sum("smoothing_sampler_tiles_total", linear));
        Assert.Equal(63, page.Sum("smoothing_sampler_forward_duration_seconds_count", linear));
        Assert.Equal(63, page.Sum("smoothing_sampler_noise_duration_seconds_count", linear));
        Assert.Equal(1, page.Sum("smoothing_sampler_wait_duration_seconds_count", linear));
        Assert.Equal(0, page.Sum("smoothing_sampler_unusable_draws_total", linear));
        Assert.Equal(500, page.Sum("smoothing_sampler_draws_total", tie));
        Assert.Equal(32, page.Sum("smoothing_sampler_tiles_total", tie));
        Assert.InRange(ties.Unusable, 1, 499);
        Assert.Equal(ties.Unusable, page.Sum("smoothing_sampler_unusable_draws_total", tie));
        Assert.Equal(1, page.Sum(
            "smoothing_sampler_failed_tiles_total", "smoothing_model=\"throws_high\"", "error_type=\"forward\""));
        Assert.Equal(0, page.Sum("smoothing_sampler_active_requests"));
        Assert.Equal(0, page.Sum("smoothing_sampler_waiting_tiles"));
        Assert.Equal(0, page.Sum("smoothing_sampler_active_tiles"));
        Assert.Equal(1, page.Sum("smoothing_sampler_workers"));
        Assert.Equal(5, page.Sum(Calls, SampleCounts));
        Assert.Equal(2, page.Sum(Calls, SampleCounts, "rpc_response_status_code=\"OK\""));
        Assert.Equal(1, page.Sum(Calls, SampleCounts, "rpc_response_status_code=\"INVALID_ARGUMENT\""));
        Assert.Equal(1, page.Sum(Calls, SampleCounts, "rpc_response_status_code=\"NOT_FOUND\""));
        Assert.Equal(1, page.Sum(Calls, SampleCounts, "rpc_response_status_code=\"FAILED_PRECONDITION\""));
    }

    [Fact]
    public async Task A_certifier_shows_what_it_made_and_what_it_found()
    {
        var before = await MetricsPage.OfAsync(Shared.CertifierHttp);
        var counted = await EvidenceAsync(2000);
        var none = await EvidenceAsync(1);
        var certificate = (await CertifyAsync(counted)).Certificate;
        Assert.NotNull((await CertifyAsync(none)).Certificate.Abstention);
        await Certifier.BatchCertifyCountsAsync(
            new() { Items = { Item(counted), new CertifyCountsRequest() } }, cancellationToken: Cancelled);
        await Certifier.VerifyCertificateAsync(new() { Certificate = certificate }, cancellationToken: Cancelled);
        var untrue = certificate.Clone();
        untrue.Claims.Balls[0].Radius *= 2;
        for (var i = 0; i < 2; i++)
            await Certifier.VerifyCertificateAsync(new() { Certificate = untrue }, cancellationToken: Cancelled);

        var after = await MetricsPage.OfAsync(Shared.CertifierHttp);

        double More(string name, string label) => after.Sum(name, label) - before.Sum(name, label);
        Assert.Equal(2, More("smoothing_certifier_certificates_total", "smoothing_outcome=\"claims\""));
        Assert.Equal(1, More("smoothing_certifier_certificates_total", "smoothing_outcome=\"no_majority\""));
        Assert.Equal(1, More("smoothing_certifier_verifications_total", "smoothing_valid=\"true\""));
        Assert.Equal(2, More("smoothing_certifier_verifications_total", "smoothing_valid=\"false\""));
    }

    private static async Task FailAsync(RunningSampler sampler, SampleCountsRequest request, StatusCode status)
    {
        using var failing = sampler.Client.SampleCounts(request, cancellationToken: Cancelled);
        Assert.Equal(status, (await failing.FailureAsync()).StatusCode);
    }

    private async Task<Evidence> EvidenceAsync(long draws) => new()
    {
        Selection = { await Reader.CountAsync(Requests.Counts("linear_3", 0, 20), null, Cancelled) },
        Estimation = { await Reader.CountAsync(Requests.Counts("linear_3", 32, draws), null, Cancelled) },
    };

    private static CertifyCountsRequest Item(Evidence evidence) =>
        new() { Evidence = evidence, ErrorProbability = 0.001 };

    private async Task<CertifyCountsResponse> CertifyAsync(Evidence evidence) =>
        await Certifier.CertifyCountsAsync(Item(evidence), cancellationToken: Cancelled);
}
