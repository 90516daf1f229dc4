using System.Numerics;
using Grpc.Core;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

/// <summary>Counts of another tool over the wire: certified, checked, refused where they cannot be.</summary>
public sealed class ImportedCountsTests(SharedServices shared) : ServicesTest(shared)
{
    [Fact]
    public async Task They_are_certified_and_verify()
    {
        var request = Request();
        var certificate = (await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled)).Certificate;
        var check = await Certifier.VerifyCertificateAsync(
            new() { Certificate = certificate }, cancellationToken: Cancelled);

        Assert.True(check.Valid);
        Assert.Equal(request.Evidence, certificate.Evidence);
        Assert.NotNull(certificate.Claims);
        Assert.Contains("The counts are another tool's.", certificate.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_laws_have_one_description()
    {
        var request = Request();
        request.Evidence.Imported.Source.Noise = new() { GeneralizedGaussian = new() { Scale = 0.5, Shape = 1 } };
        var certificate = (await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled)).Certificate;

        Assert.Equal(0.5, certificate.Evidence.Imported.Source.Noise.Laplace.Scale);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public async Task A_normal_law_of_shape_2_is_no_wider_than_the_law_of_the_draws(double scale)
    {
        var request = Request();
        request.Evidence.Imported.Source.Noise = new() { GeneralizedGaussian = new() { Scale = scale, Shape = 2 } };
        var certificate = (await Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled)).Certificate;
        var check = await Certifier.VerifyCertificateAsync(
            new() { Certificate = certificate }, cancellationToken: Cancelled);

        var deviation = certificate.Evidence.Imported.Source.Noise.Gaussian.StandardDeviation;
        Assert.True(TwiceTheSquare(deviation) <= Square(scale));
        Assert.True(TwiceTheSquare(deviation * (1 + 5e-16)) > Square(scale));
        Assert.True(check.Valid);

        static BigInteger Square(double value) => BigInteger.Pow(new(Math.ScaleB(value, 60)), 2);

        static BigInteger TwiceTheSquare(double value) => 2 * Square(value);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        await RefusesAsync(
            counts =>
            {
                counts.Source.Tool = "a\nb";
                counts.Source.Input = "";
                counts.Source.FileSha256 = Google.Protobuf.ByteString.CopyFrom(1, 2);
                counts.Source.Noise = null;
                counts.Estimation.Counts[1].Class = 3;
                counts.ClearChoice();
            },
            "source.tool", "source.file_sha256", "source.input", "source.noise", "choice",
            "estimation.counts[1].class");
        await RefusesAsync(
            counts =>
            {
                counts.Source.Dimension = 0;
                counts.Source.Line = -1;
                counts.FixedClass = 3;
                counts.Estimation.Draws = 999;
            },
            "source.line", "source.dimension", "fixed_class", "estimation.counts");
        await RefusesAsync(counts => counts.Source.Noise.Gaussian.StandardDeviation = 1e-200, "source.noise");
        await RefusesAsync(
            counts => counts.Source.Noise = new() { Laplace = new() { Scale = 1e101 } }, "source.noise");
        await RefusesAsync(counts => counts.Source = null, "source");
        await RefusesAsync(counts => counts.Estimation = null, "estimation");
        await RefusesAsync(counts => counts.Source.Classes = 1, "source.classes");
        await RefusesAsync(counts => counts.Source.Classes = int.MaxValue, "source.classes");
        await RefusesAsync(counts => counts.Estimation.Draws = 1L << 40, "estimation.draws");
        await RefusesAsync(counts => counts.SameDraws = false, "same_draws");
        await RefusesAsync(counts => counts.SameDraws = true, "same_draws");
    }

    [Fact]
    public async Task Beside_counts_of_the_sampler_they_are_refused()
    {
        var request = Request();
        request.Evidence.Estimation.Add(new SampledCounts());
        var error = await Assert.ThrowsAsync<RpcException>(
            () => Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled).ResponseAsync);

        Assert.StartsWith(
            "evidence.imported: stands beside", Assert.Single(error.Violations()), StringComparison.Ordinal);
    }

    private async Task RefusesAsync(Action<ImportedCounts> alter, params string[] fields)
    {
        var request = Request();
        alter(request.Evidence.Imported);
        var error = await Assert.ThrowsAsync<RpcException>(
            () => Certifier.CertifyCountsAsync(request, cancellationToken: Cancelled).ResponseAsync);

        Assert.Equal(
            fields.Select(field => $"evidence.imported.{field}"),
            error.Violations().Select(violation => violation.Split(':')[0]));
    }

    private static CertifyCountsRequest Request() => new()
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
                Estimation = new()
                {
                    Draws = 1000,
                    Counts = { new ClassCount { Class = 1, Count = 990 }, new ClassCount { Class = 2, Count = 10 } },
                },
            },
        },
        ErrorProbability = 0.001,
    };
}
