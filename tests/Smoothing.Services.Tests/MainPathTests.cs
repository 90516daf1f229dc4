using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Smoothing.Client.Running;
using Smoothing.Draws.Laws;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;
using NoiseLaw = Smoothing.V1.NoiseLaw;

namespace Smoothing.Services.Tests;

public sealed class MainPathTests(SharedServices shared) : ServicesTest(shared)
{
    [Fact]
    public async Task Counts_become_a_certificate_that_verifies()
    {
        var (selection, estimation) = (Requests.Counts("linear_3", 0, 100), Requests.Counts("linear_3", 112, 10_000));
        var evidence = new Evidence
        {
            Selection = { await Reader.CountAsync(selection, null, Cancelled) },
            Estimation = { await Reader.CountAsync(estimation, null, Cancelled) },
        };
        Assert.Equal(Recomputed.Linear(selection), Assert.Single(evidence.Selection[0].Counts));
        Assert.Equal(Recomputed.Linear(estimation), Assert.Single(evidence.Estimation[0].Counts));

        var certified = await Certifier.CertifyCountsAsync(
            new() { Evidence = evidence, ErrorProbability = 0.001 }, cancellationToken: Cancelled);

        var certificate = certified.Certificate;
        Assert.Equal(1, certificate.Class);
        Assert.Equal(evidence, certificate.Evidence);
        var ball = Assert.Single(certificate.Claims.Balls, ball => ball.BestForNorm && ball.Norm.Exponent == 2);
        Assert.Equal(RadiusMethod.NeymanPearson, ball.Method);
        Assert.InRange(ball.Radius, 0.05, 1);
        var verified = await Certifier.VerifyCertificateAsync(
            new() { Certificate = certificate }, cancellationToken: Cancelled);
        Assert.Empty(verified.Findings);
        Assert.True(verified.Valid);
    }

    [Fact]
    public async Task A_certificate_with_a_larger_radius_is_found_false()
    {
        var certificate = await CertifyAsync();
        certificate.Claims.Balls[0].Radius = Math.BitIncrement(certificate.Claims.Balls[0].Radius);

        var verified = await Certifier.VerifyCertificateAsync(
            new() { Certificate = certificate }, cancellationToken: Cancelled);

        Assert.False(verified.Valid);
        Assert.Contains(verified.Findings, finding => finding.Field == "claims.balls[0]");
    }

    [Fact]
    public async Task A_run_certifies_one_input_by_itself()
    {
        var certificate = await CertifyAsync();

        Assert.Equal([0L], certificate.Evidence.Selection[0].Counts.Select(counts => counts.Range.First));
        // Estimation begins with the next tile of 16.
        Assert.Equal([112L], certificate.Evidence.Estimation[0].Counts.Select(counts => counts.Range.First));
        var verified = await Certifier.VerifyCertificateAsync(
            new() { Certificate = certificate }, cancellationToken: Cancelled);
        Assert.True(verified.Valid);
    }

    [Theory]
    [InlineData("laplace:0.15", 1, RadiusMethod.NeymanPearson)]
    [InlineData("generalized_gaussian:0.3:1.5", 1, RadiusMethod.NeymanPearson)]
    [InlineData("generalized_gaussian:0.3:3", 3, RadiusMethod.Eq21)]
    [InlineData("generalized_gaussian:0.3:8", 8, RadiusMethod.Eq21)]
    [InlineData("uniform:0.4", 1, RadiusMethod.NeymanPearson)]
    public async Task Every_law_is_drawn_certified_and_verified(string law, double norm, RadiusMethod method)
    {
        var certificate = await CertifyAsync(law);

        Assert.Equal(1, certificate.Class);
        Assert.Contains(
            certificate.Claims.Balls,
            ball => ball.Norm.Exponent == norm && ball.Method == method && ball.ConvertedFrom is null);
        Assert.Contains(certificate.Claims.Balls, ball => ball.Norm.Infinity && ball.ConvertedFrom.Exponent == norm);
        Assert.Contains(law.Split(':')[0], certificate.Statement, StringComparison.Ordinal);
        var verified = await Certifier.VerifyCertificateAsync(
            new() { Certificate = certificate }, cancellationToken: Cancelled);
        Assert.Empty(verified.Findings);
    }

    [Theory]
    [InlineData("laplace:0.15", "generalized_gaussian:0.15:1")]
    [InlineData("gaussian:0.25", "generalized_gaussian:0.3535533905932738:2")]
    public async Task Equal_laws_give_equal_counts_and_certificates(string law, string equal) =>
        Assert.Equal(await CertifyAsync(law), await CertifyAsync(equal));

    [Fact]
    public async Task A_certificate_describes_the_law_that_is_certified()
    {
        var item = await ItemAsync();
        var expected = await Certifier.CertifyCountsAsync(item, cancellationToken: Cancelled);
        var equal = new NoiseLaw { GeneralizedGaussian = new() { Scale = 0.25 * Math.Sqrt(2), Shape = 2 } };
        item.Evidence.Estimation[0].Source.Noise = equal;

        var one = await Certifier.CertifyCountsAsync(item, cancellationToken: Cancelled);
        item.Evidence.Selection[0].Source.Noise = equal;
        var both = await Certifier.CertifyCountsAsync(item, cancellationToken: Cancelled);

        Assert.Equal(expected, one);
        Assert.Equal(expected, both);
    }

    [Fact]
    public async Task Balls_come_in_the_norms_that_are_asked_for()
    {
        var item = await ItemAsync();
        item.Norms.Add([new Norm { Exponent = 1.5 }, new Norm { Exponent = 64 }]);

        var response = await Certifier.CertifyCountsAsync(item, cancellationToken: Cancelled);

        Assert.Equal(
            [1.5, 2, 64], response.Certificate.Claims.Balls.Select(ball => ball.Norm.Exponent).Distinct().Order());
    }

    [Fact]
    public async Task In_a_batch_a_bad_item_gets_its_own_error_and_the_others_certificates()
    {
        var good = await ItemAsync();
        var bad = good.Clone();
        bad.ErrorProbability = 0.75;
        bad.Evidence.Estimation[0].Source.Dimension = 0;
        bad.Evidence.Estimation[0].Counts[0].Range.First = -3;

        var response = await Certifier.BatchCertifyCountsAsync(
            new() { Items = { good, bad, good } }, cancellationToken: Cancelled);

        Assert.Equal(
            [true, false, true], response.Results.Select(result => result.Certificate is not null));
        Assert.Equal(response.Results[0], response.Results[2]);
        Assert.Equal(3, response.Results[1].Error.Code);
        Assert.Equal(
            ["error_probability: 0.75 is not in [1e-12, 0.5]",
                "evidence.estimation[0].source.dimension: 0 is not in [1, 2^28]",
                "evidence.estimation[0].counts[0].range.first: -3 is not in [0, 2^32)"],
            response.Results[1].Error.Violations.Select(one => $"{one.Field}: {one.Description}"));
    }

    [Fact]
    public async Task A_certificate_is_the_same_alone_and_in_a_batch()
    {
        var item = await ItemAsync();

        var alone = await Certifier.CertifyCountsAsync(item, cancellationToken: Cancelled);
        var batch = await Certifier.BatchCertifyCountsAsync(new() { Items = { item } }, cancellationToken: Cancelled);

        Assert.Equal(alone.Certificate, Assert.Single(batch.Results).Certificate);
    }

    private async Task<CertifyCountsRequest> ItemAsync() => new()
    {
        Evidence = new()
        {
            Selection = { await Reader.CountAsync(Requests.Counts("linear_3", 0, 20), null, Cancelled) },
            Estimation = { await Reader.CountAsync(Requests.Counts("linear_3", 32, 200), null, Cancelled) },
        },
        ErrorProbability = 0.001,
    };

    private async Task<Certificate> CertifyAsync(string law = "gaussian:0.25")
    {
        Assert.True(LawText.TryRead(law, out var noise, out _));
        var model = await Sampler.GetModelAsync(new() { Name = "models/linear_3" }, cancellationToken: Cancelled);
        var request = Requests.Counts("linear_3", 0, 1);
        var plan = new CertificationPlan(model.Model, noise, 100, 2000, 0.001, Requests.RunSeed);
        var run = new InputRun(Reader, Certifier, RetryOptions.Default, TimeProvider.System);
        return await run.CertifyAsync(plan, request.Input, null, Cancelled);
    }
}
