using Smoothing.Client.Counting;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Scripted;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

/// <summary>What the client's reader does with answers that must not be added up.</summary>
public sealed class ReaderRefusalTests
{
    private const string Contract = "the sampler's answer does not follow the contract: ";

    private static readonly SampleCountsRequest Request = Requests.Counts("linear_3", 5, 20);

    public static TheoryData<string, SampleCountsResponse[]> Breaches { get; } = new()
    {
        { "counts begin at draw 6, those before end at 5", [Source(), Counts(6, 10, (0, 10))] },
        { "counts begin at draw 14, those before end at 15",
            [Source(), Counts(5, 10, (0, 10)), Counts(14, 5, (0, 5))] },
        { "counts begin at draw 5, those before end at 15",
            [Source(), Counts(5, 10, (0, 10)), Counts(5, 10, (0, 10))] },
        { "counts begin at draw -1, those before end at 5", [Source(), new() { Counts = new() { Unusable = 20 } }] },
        { "counts cover 21 draws of 20 that are missing", [Source(), Counts(5, 21, (0, 21))] },
        { "counts cover 0 draws of 20 that are missing", [Source(), Counts(5, 0)] },
        { "counts cover -1 draws of 20 that are missing", [Source(), Counts(5, -1, (0, -1))] },
        { "the counts of 10 draws add up to 9", [Source(), Counts(5, 10, (0, 4), (1, 5))] },
        { "class 0 has 11 of 10 draws", [Source(), Counts(5, 10, (0, 11), (1, -1))] },
        { "class 1 has -1 of 10 draws", [Source(), Counts(5, 10, (0, 10), (1, -1))] },
        { "class 0 has 9223372036854775807 of 10 draws",
            [Source(), Counts(5, 10, (0, long.MaxValue), (1, long.MaxValue))] },
        { "class 3 is not one of 3, or comes twice", [Source(), Counts(5, 10, (3, 10))] },
        { "class -1 is not one of 3, or comes twice", [Source(), Counts(5, 10, (-1, 10))] },
        { "class 0 is not one of 3, or comes twice", [Source(), Counts(5, 10, (0, 5), (0, 5))] },
        { "-1 of 20 draws are unusable",
            [Source(), new() { Counts = new() { Range = Request.Draws, Unusable = -1, Counts = { Of(0, 21) } } }] },
        { "counts came before their source", [Counts(5, 10, (0, 10))] },
        { "the source came twice", [Source(), Source()] },
        { "the source came twice", [Source(), Counts(5, 20, (0, 20)), Source()] },
    };

    public static TheoryData<string, Action<SampleSource>> OtherSources { get; } = new()
    {
        { "model", source => source.Model = "models/other" },
        { "model_sha256", source => source.ModelSha256 = Google.Protobuf.ByteString.Empty },
        { "run_seed", source => source.RunSeed = source.InputSha256 },
        { "noise", source => source.Noise = new() { Gaussian = new() { StandardDeviation = 0.26 } } },
        { "input_sha256", source => source.InputSha256 = source.ModelSha256 },
        { "input_sha256", source => source.InputSha256 = Google.Protobuf.ByteString.Empty },
        { "input_sha256", source => source.Grid = new() { MinLevel = -1 } },
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Breaches), DisableDiscoveryEnumeration = true)]
    public async Task An_answer_that_does_not_follow_is_refused(string breach, SampleCountsResponse[] answers)
    {
        await using var host = await ScriptedHost.StartAsync(Scripts.Send(answers));

        var error = await Assert.ThrowsAsync<IncompleteCountsException>(() =>
            host.Reader.CountAsync(Request, null, Cancelled));

        Assert.EndsWith(Contract + breach, error.Message, StringComparison.Ordinal);
        Assert.Single(host.Sampler.Requests);
    }

    [Theory]
    [MemberData(nameof(OtherSources), DisableDiscoveryEnumeration = true)]
    public async Task Counts_of_something_else_than_was_asked_for_are_refused(
        string field, Action<SampleSource> change)
    {
        await using var host = await ScriptedHost.StartAsync(Scripts.From(change));
        var request = Request.With(r => r.ModelSha256 = Scripts.SourceOf(r).ModelSha256);

        var error = await Assert.ThrowsAsync<IncompleteCountsException>(() =>
            host.Reader.CountAsync(request, null, Cancelled));

        Assert.EndsWith(
            $"{Contract}the counts are for another {field} than was asked for",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0f, 1f / 255, 2f / 255, 1f, true)]
    [InlineData(0, 0f, 1f / 255, 3f / 255, 1f, false)]
    [InlineData(0, 0f, 1f / 255, 0.01f, 1f, false)]
    [InlineData(-1, 0f, 1f / 255, 2f / 255, 1f, true)]
    [InlineData(300, 0f, 1f / 255, 2f / 255, 1f, false)]
    public async Task Numbers_have_the_identity_of_their_levels(
        int minLevel, float a, float b, float c, float d, bool accepted)
    {
        var numbers = new[] { a, b, c, d }.SelectMany(BitConverter.GetBytes).ToArray();
        var request = Request.With(r => r.Input.Binary32 = Google.Protobuf.ByteString.CopyFrom(numbers));
        await using var host = await ScriptedHost.StartAsync(async (_, answers, _) =>
        {
            var source = Scripts.SourceOf(Request.With(r => r.Input.Levels = Google.Protobuf.ByteString.CopyFrom(
                [0, 1, 2, 255])));
            source.Grid = new()
            {
                Origin = new() { Denominator = 1 }, Step = new() { Numerator = 1, Denominator = 255 },
                MinLevel = minLevel, MaxLevel = 255,
            };
            await answers.WriteAsync(new() { Source = source });
            await answers.WriteAsync(Counts(5, 20, (0, 20)));
        });

        var reading = host.Reader.CountAsync(request, null, Cancelled);

        if (accepted)
            Assert.Equal(20, (await reading).Counts[0].Range.Count);
        else
            Assert.EndsWith("for another input_sha256 than was asked for",
                (await Assert.ThrowsAsync<IncompleteCountsException>(() => reading)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_of_two_runtimes_are_not_added()
    {
        await using var host = await ScriptedHost.StartAsync(
            Scripts.BreakAfter(1, Break.Unavailable),
            Scripts.From(source => source.Fingerprint.InstructionSet = "abacus"));

        var error = await Assert.ThrowsAsync<IncompleteCountsException>(() =>
            host.Reader.CountAsync(Request, null, Cancelled));

        Assert.Equal(
            "draws [15, 25) of [5, 25) are missing: the stream was resumed on a sampler with another model or runtime, "
            + "whose counts must not be added; ask again from the first draw",
            error.Message);
    }

    [Fact]
    public async Task A_resumed_stream_must_tell_its_source_again()
    {
        await using var host = await ScriptedHost.StartAsync(
            Scripts.BreakAfter(1, Break.Unavailable), Scripts.Send(Counts(15, 10, (0, 10))));

        var error = await Assert.ThrowsAsync<IncompleteCountsException>(() =>
            host.Reader.CountAsync(Request, null, Cancelled));

        Assert.EndsWith("counts came before their source", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_without_counts_are_no_progress()
    {
        await using var host = await ScriptedHost.StartAsync(Scripts.Send(Source(), new(), new()));

        await Assert.ThrowsAsync<IncompleteCountsException>(() => host.Reader.CountAsync(Request, null, Cancelled));

        Assert.Equal(1 + ScriptedHost.Options.Attempts, host.Sampler.Requests.Count);
    }

    private static SampleCountsResponse Source() => new() { Source = Scripts.SourceOf(Request) };

    private static SampleCountsResponse Counts(long first, long count, params (int Class, long Count)[] counts) => new()
    {
        Counts = new()
        {
            Range = new() { First = first, Count = count },
            Counts = { counts.Select(one => Of(one.Class, one.Count)) },
        },
    };

    private static ClassCount Of(int label, long count) => new() { Class = label, Count = count };
}
