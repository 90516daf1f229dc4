using Google.Protobuf;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Identity;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Smoothing.Messages;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Wire = Smoothing.V1;

namespace Smoothing.Services.Tests;

/// <summary>A batch reads what equals the item before only once; nothing may be taken for equal that is not.</summary>
public sealed class DifferingBatchTests(SharedServices shared) : ServicesTest(shared)
{
    public static TheoryData<string, Action<Wire.SampleSource>> Changes { get; } = new()
    {
        { "grid", source => source.Grid.Step.Denominator *= 2 },
        { "law", source => source.Noise = LawMessages.ToMessage(new GaussianLaw(0.5)) },
        { "runtime", source => source.Fingerprint.EngineVersion += "+other" },
        { "classes", source => source.Classes++ },
        { "input", source => UseInput(source, new Digest(new byte[Digest.Length])) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Items_that_differ_in_one_thing_have_the_certificates_that_they_have_alone(
        string thing, Action<Wire.SampleSource> change)
    {
        var (item, other) = (await ItemAsync(), await ItemAsync());
        foreach (var sample in other.Evidence.Selection.Concat(other.Evidence.Estimation))
        {
            change(sample.Source);
            sample.Source.Slack = SlackOf(sample.Source);
        }

        Wire.CertifyCountsRequest[] items = [item, other, item.Clone(), other.Clone(), item];
        var batch = await Certifier.BatchCertifyCountsAsync(new() { Items = { items } }, cancellationToken: Cancelled);

        Assert.False(batch.Results[0].Certificate.Equals(batch.Results[1].Certificate), thing);
        foreach (var (one, result) in items.Zip(batch.Results))
        {
            var alone = await Certifier.CertifyCountsAsync(one, cancellationToken: Cancelled);
            Assert.Equal(alone.Certificate, result.Certificate);
        }
    }

    private static void UseInput(Wire.SampleSource source, Digest input)
    {
        source.InputSha256 = ByteString.CopyFrom(new byte[Digest.Length]);
        source.Seed = ByteString.CopyFrom(Seed.ForInput(new(source.RunSeed.ToByteArray()), input).ToBytes());
    }

    private static double SlackOf(Wire.SampleSource source)
    {
        var grid = new Grid(
            new(0, 1), new(1, source.Grid.Step.Denominator), source.Grid.MinLevel, source.Grid.MaxLevel);
        return GridNoise.Slack(new GaussianLaw(source.Noise.Gaussian.StandardDeviation), grid, (int)source.Dimension);
    }

    private async Task<Wire.CertifyCountsRequest> ItemAsync() => new()
    {
        Evidence = new()
        {
            Selection = { await Reader.CountAsync(Requests.Counts("linear_3", 0, 20), null, Cancelled) },
            Estimation = { await Reader.CountAsync(Requests.Counts("linear_3", 32, 200), null, Cancelled) },
        },
        ErrorProbability = 0.001,
    };
}
