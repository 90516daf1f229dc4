using Google.Rpc;
using Grpc.Core;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

public sealed class ModelCallsTests(SharedServices shared) : ServicesTest(shared)
{
    private static readonly string[] Names = ["few-levels", "fine", "linear_3", "slow_3", "throws_high"];

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 3)]
    [InlineData(4, 2)]
    [InlineData(5, 1)]
    [InlineData(0, 1)]
    public async Task Pages_hold_every_model_that_can_be_sampled_once(int size, int pages)
    {
        var (found, token) = (new List<string>(), "");
        for (var page = 1; page <= pages; page++)
        {
            var answer = await Sampler.ListModelsAsync(
                new() { PageSize = size, PageToken = token }, cancellationToken: Cancelled);
            found.AddRange(answer.Models.Select(model => model.Name));
            Assert.Equal(page == pages, answer.NextPageToken.Length == 0);
            token = answer.NextPageToken;
        }

        Assert.Equal(Names.Select(name => $"models/{name}"), found);
    }

    [Theory]
    [InlineData(-1, "", "page_size: is -1; it must be in [0, 1000]")]
    [InlineData(1001, "", "page_size: is 1001; it must be in [0, 1000]")]
    [InlineData(0, "nonsense", "page_token: is not a next_page_token of this service")]
    [InlineData(0, "00", "page_token: is not a next_page_token of this service")]
    [InlineData(0, "6d6f64656c732f", "page_token: is not a next_page_token of this service")]
    public async Task A_bad_page_is_refused(int size, string token, string violation)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await Sampler.ListModelsAsync(
            new() { PageSize = size, PageToken = token }, cancellationToken: Cancelled));

        Assert.Equal([violation], error.Violations());
    }

    [Fact]
    public async Task A_model_is_described_by_all_that_a_request_needs()
    {
        var answer = await Sampler.GetModelAsync(new() { Name = "models/fine" }, cancellationToken: Cancelled);

        var model = answer.Model;
        Assert.Equal("1", model.Version);
        Assert.Equal([1, 2, 2], model.Shape);
        Assert.Equal(Layout.Chw, model.Layout);
        Assert.Equal(3, model.Classes);
        Assert.Equal(16, model.TileSize);
        Assert.Equal((-1, 2), (model.Grid.Origin.Numerator, model.Grid.Origin.Denominator));
        Assert.Equal((1, 1000), (model.Grid.Step.Numerator, model.Grid.Step.Denominator));
        Assert.Equal((0, 1000), (model.Grid.MinLevel, model.Grid.MaxLevel));
        Assert.Equal("libtorch", model.Fingerprint.Engine);
        Assert.Equal(Precision.Binary32, model.Fingerprint.Precision);
        Assert.Equal(
            System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(
                ModelFolder.FixtureOf("linear_3"), Cancelled)),
            model.Sha256);
    }

    [Theory]
    [InlineData("models/none", StatusCode.NotFound)]
    [InlineData("models/wrong_rank", StatusCode.FailedPrecondition)]
    [InlineData("models/../linear_3", StatusCode.InvalidArgument)]
    [InlineData("linear_3", StatusCode.InvalidArgument)]
    [InlineData("", StatusCode.InvalidArgument)]
    public async Task A_model_that_cannot_be_described_is_refused(string name, StatusCode status)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await Sampler.GetModelAsync(new() { Name = name }, cancellationToken: Cancelled));

        Assert.Equal(status, error.StatusCode);
    }

    [Fact]
    public async Task A_model_that_failed_a_check_is_refused_with_its_name()
    {
        var request = Requests.Counts("train_mode_dropout", 0, 64);
        using var call = Sampler.SampleCounts(request, cancellationToken: Cancelled);

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancelled));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        var failure = Assert.Single(error.Detail<PreconditionFailure>().Violations);
        Assert.Equal(("MODEL_REFUSED", "models/train_mode_dropout"), (failure.Type, failure.Subject));
        Assert.StartsWith(
            "the model failed the check eval_state: dropout is active", failure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_before_the_draw_on_which_a_model_throws_arrive_and_then_its_error()
    {
        Expect("ModelFailed");
        var request = Requests.Counts("throws_high", 5, 100_000, reportEvery: 50, deviation: 0.65);
        var end = Recomputed.FirstThatThrows(request) / 16 * 16;
        var answers = new List<SampleCountsResponse>();

        using var call = Sampler.SampleCounts(request, cancellationToken: Cancelled);
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Cancelled))
                answers.Add(call.ResponseStream.Current);
        });

        var counted = request.With(r => r.Draws.Count = end - 5);
        Assert.InRange(counted.Draws.Count, 160, 99_000);
        Assert.Equal(Recomputed.Linear(counted), Streams.Joined(answers, counted.Draws));
        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        var failure = Assert.Single(error.Detail<PreconditionFailure>().Violations);
        Assert.Equal(("MODEL_REFUSED", "models/throws_high"), (failure.Type, failure.Subject));
        Assert.StartsWith("the model failed the check forward: ", failure.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_throws_is_an_error_for_the_reader_too()
    {
        Expect("ModelFailed");
        var request = Requests.Counts("throws_high", 5, 100_000, deviation: 3);

        var error = await Assert.ThrowsAsync<RpcException>(() => Reader.CountAsync(request, null, Cancelled));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
    }
}
