using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Running;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

public sealed class BadSampleRequestTests(SharedServices shared) : ServicesTest(shared)
{
    private const string NoiseRange =
        "on this model's grid it must be in [3.829656862745098E-06, 4.015686274509804], 1/1024 to 1024 grid steps";

    private const string Deviation = "noise.gaussian.standard_deviation: ";

    public static TheoryData<string, SampleCountsRequest> Cases { get; } = new()
    {
        Case("model: is 'linear_3'; it must be models/NAME, ", r => r.Model = "linear_3"),
        Case("model: is 'models/A'; it must be models/NAME, ", r => r.Model = "models/A"),
        Case("model_sha256: has 31 bytes; it must be empty or have 32", r => r.ModelSha256 = Zeros(31)),
        Case("input: is missing", r => r.Input = null),
        Case("input: has no data; give levels or binary32", r => r.Input.ClearData()),
        Case("input.shape: is [2, 2]; this model takes [1, 2, 2]", r => r.Input.Shape.RemoveAt(0)),
        Case("input.levels: has 3 bytes; the shape [1, 2, 2] needs 4, 1 an element", r => r.Input.Levels = Zeros(3)),
        Case("input.binary32: has 4 bytes; the shape [1, 2, 2] needs 16, 4 an element",
            r => r.Input.Binary32 = Zeros(4)),
        Case("noise: is missing; there is gaussian, laplace, ", r => r.Noise = null),
        Case("noise: is missing; there is gaussian, laplace, ", r => r.Noise = new()),
        Case("noise.laplace.scale: is 0; it must be finite and above 0",
            r => r.Noise = new() { Laplace = new() }),
        Case("noise.uniform.half_width: is -1; it must be finite and above 0",
            r => r.Noise = new() { Uniform = new() { HalfWidth = -1 } }),
        Case("noise.generalized_gaussian.scale: is Infinity; it must be finite and above 0",
            r => r.Noise = new() { GeneralizedGaussian = new() { Scale = double.PositiveInfinity, Shape = 3 } }),
        Case("noise.generalized_gaussian.shape: is 0.99; it must be ",
            r => r.Noise = new() { GeneralizedGaussian = new() { Scale = 1, Shape = 0.99 } }),
        Case("noise.generalized_gaussian.shape: is NaN; it must be ",
            r => r.Noise = new() { GeneralizedGaussian = new() { Scale = 1, Shape = double.NaN } }),
        Case($"noise.laplace.scale: gives a standard deviation of 7071.067811865475; {NoiseRange}",
            r => r.Noise = new() { Laplace = new() { Scale = 5000 } }),
        Case($"{Deviation}is 0; it must be finite and above 0", r => Gaussian(r, 0)),
        Case($"{Deviation}is -0.25; it must be finite and above 0", r => Gaussian(r, -0.25)),
        Case($"{Deviation}is NaN; it must be finite and above 0", r => Gaussian(r, double.NaN)),
        Case($"{Deviation}is Infinity; it must be finite and above 0", r => Gaussian(r, double.PositiveInfinity)),
        Case($"{Deviation}gives a standard deviation of 8.04; {NoiseRange}", r => Gaussian(r, 8.04)),
        Case($"{Deviation}gives a standard deviation of 3E-06; {NoiseRange}", r => Gaussian(r, 3e-6)),
        Case("run_seed: has 0 bytes; it must have 16", r => r.RunSeed = ByteString.Empty),
        Case("run_seed: has 17 bytes; it must have 16", r => r.RunSeed = Zeros(17)),
        Case("draws: is missing", r => r.Draws = null),
        Case("draws.first: is -1; it must be in [0, 4294967296)", r => r.Draws.First = -1),
        Case("draws.first: is 4294967296; it must be in [0, 4294967296)", r => r.Draws.First = 1L << 32),
        Case("draws.count: is 0; it must be in [1, 100000000]", r => r.Draws.Count = 0),
        Case("draws.count: is -9223372036854775808; it must be in [1, 100000000]",
            r => r.Draws.Count = long.MinValue),
        Case("draws.count: is 100000001; it must be in [1, 100000000]", r => r.Draws.Count = 100_000_001),
        Case("draws.count: is 10; first + count must be at most 4294967296",
            r => r.Draws = new() { First = (1L << 32) - 9, Count = 10 }),
        Case("report_every: is -1; it must be in [0, 100000000]", r => r.ReportEvery = -1),
        Case("report_every: is 100000001; it must be in [0, 100000000]", r => r.ReportEvery = 100_000_001),
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_field_is_named_with_its_value_and_its_range(string violation, SampleCountsRequest request)
    {
        var named = Assert.Single((await RefusalAsync(request)).Violations());

        Assert.StartsWith(violation, named, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_bad_fields_are_named_at_once()
    {
        var error = await RefusalAsync(new()
        {
            Model = "models/linear_3",
            ModelSha256 = Zeros(1),
            Input = new() { Shape = { 4 } },
            Noise = new() { Gaussian = new() { StandardDeviation = double.NaN } },
            Draws = new() { First = -1, Count = 0 },
            ReportEvery = -1,
        });

        Assert.Equal(
            ["model_sha256", "input.shape", "input", "noise.gaussian.standard_deviation", "run_seed", "draws.first",
                "draws.count", "report_every"],
            error.Violations().Select(violation => violation.Split(": ")[0]));
        Assert.Contains(
            "draws.count: is 0; it must be in [1, 100000000]", error.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(0.5f, "0.5")]
    [InlineData(-1f / 255, "-0.003921569")]
    [InlineData(256f / 255, "1.0039216")]
    [InlineData(0.20000002f, "0.20000002")]
    public async Task The_first_number_that_is_not_on_the_grid_is_named(float number, string text)
    {
        var request = Requests.Counts("linear_3", 0, 1);
        request.Input.Binary32 = Requests.Binary32(1, 0, number, number);

        var violation = Assert.Single((await RefusalAsync(request)).Violations());
        Assert.StartsWith(
            $"input.binary32: element 2 is {text}; it must be one of the 256 ", violation, StringComparison.Ordinal);
        Assert.Contains(" 0 to 1 in steps of 1/255", violation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_level_beyond_a_grid_of_few_levels_is_named()
    {
        var request = Requests.Counts("few-levels", 0, 1);
        request.Input.Levels = ByteString.CopyFrom(0, 10, 11, 12);

        Assert.Equal(
            ["input.levels: element 2 is 11; it must be in [0, 10]"], (await RefusalAsync(request)).Violations());
    }

    [Fact]
    public async Task A_grid_of_more_levels_than_a_byte_has_takes_binary32_only()
    {
        var request = Requests.Counts("fine", 0, 10);

        Assert.Equal(
            ["input.levels: cannot hold this model's 1001 levels; give binary32"],
            (await RefusalAsync(request)).Violations());
        request.Input.Binary32 = Requests.Binary32(-0.5f, 0.5f, 0.001f, 0.499f);
        Assert.Equal(10, (await Sampler.CountAsync(request)).Range.Count);
        request.Input.Binary32 = Requests.Binary32(-0.5f, 0.5f, 0.001f, 0.501f);
        Assert.StartsWith(
            "input.binary32: element 3 is 0.501; it must be one of the 1001 ",
            Assert.Single((await RefusalAsync(request)).Violations()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_beyond_the_limit_of_the_sampler_is_named()
    {
        using var models = new ModelFolder().With("linear_3");
        await using var sampler = await RunningSampler.StartAsync(models, "--Sampler:MaxInputBytes=15");
        var request = Requests.Counts("linear_3", 0, 1);
        request.Input.Binary32 = Requests.Binary32(0, 0, 0, 0);

        var error = await Assert.ThrowsAsync<RpcException>(() => sampler.Client.CountAsync(request));

        Assert.Equal(["input.binary32: has 16 bytes; this sampler takes at most 15"], error.Violations());
    }

    [Fact]
    public async Task A_message_beyond_the_limit_is_RESOURCE_EXHAUSTED()
    {
        Expect("ErrorReadingMessage");
        var request = Requests.Counts("linear_3", 0, 1);
        request.Input.Levels = Zeros(5 * 1024 * 1024);

        var error = await RefusalAsync(request);

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        // It will not fit later either: the reader does not try again.
        var refusal = await Assert.ThrowsAsync<RpcException>(() => Reader.CountAsync(request, null, Cancelled));
        Assert.Equal(StatusCode.ResourceExhausted, refusal.StatusCode);
    }

    [Fact]
    public async Task An_unknown_model_is_NOT_FOUND_with_those_there_are()
    {
        var error = await RefusalAsync(Requests.Counts("linear-3", 0, 1));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
        Assert.Equal(
            "There is no model 'models/linear-3'; there are models/few-levels, models/fine, models/linear_3, "
            + "models/slow_3, models/throws_high, models/train_mode_dropout, models/wrong_rank",
            error.Status.Detail);
        Assert.Equal("models/linear-3", error.Detail<ResourceInfo>().ResourceName);
    }

    [Fact]
    public async Task A_refused_model_is_FAILED_PRECONDITION_with_the_check()
    {
        var error = await RefusalAsync(Requests.Counts("wrong_rank", 0, 1));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        var failure = Assert.Single(error.Detail<PreconditionFailure>().Violations);
        Assert.Equal("MODEL_REFUSED", failure.Type);
        Assert.Equal("models/wrong_rank", failure.Subject);
        Assert.StartsWith("the model failed the check output_shape: ", failure.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_file_than_the_request_means_is_FAILED_PRECONDITION()
    {
        var request = Requests.Counts("linear_3", 0, 1).With(r => r.ModelSha256 = Zeros(32));

        var error = await RefusalAsync(request);

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Equal("MODEL_CHANGED", error.Detail<PreconditionFailure>().Violations.Single().Type);
        Assert.EndsWith(
            $"not the model_sha256 {new string('0', 64)} of the request",
            error.Status.Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_that_the_request_means_is_sampled()
    {
        var model = await Sampler.GetModelAsync(new() { Name = "models/linear_3" }, cancellationToken: Cancelled);
        var request = Requests.Counts("linear_3", 0, 10).With(r => r.ModelSha256 = model.Model.Sha256);

        Assert.Equal(Recomputed.Linear(request), await Sampler.CountAsync(request));
    }

    private static TheoryDataRow<string, SampleCountsRequest> Case(
        string violation, Action<SampleCountsRequest> change) =>
        new(violation, Requests.Counts("linear_3", 0, 1).With(change));

    private static void Gaussian(SampleCountsRequest request, double deviation) =>
        request.Noise.Gaussian.StandardDeviation = deviation;

    private static ByteString Zeros(int count) => ByteString.CopyFrom(new byte[count]);

    private Task<RpcException> RefusalAsync(SampleCountsRequest request) =>
        Assert.ThrowsAsync<RpcException>(() => Sampler.CountAsync(request));
}
