using Grpc.Core;
using Grpc.Health.V1;
using Polly;
using Polly.Retry;
using Smoothing.Cli.Embedding;
using Smoothing.Client.Retrying;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>Finds out, before any draw, that both services answer and what the model is.</summary>
internal sealed class ServiceLookup(EmbeddedServices services)
{
    private const string CertifierName = "smoothing.v1.CertifierService";

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    // Nobody answers: the waits add up to 3 seconds. A service that answers and loads its models is given 2 minutes.
    private static readonly ResiliencePipeline Patience = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<RpcException>(Transient.IsBusy),
            MaxRetryAttempts = 240,
            Delay = TimeSpan.FromMilliseconds(500),
        })
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<RpcException>(
                e => e.StatusCode == StatusCode.Unavailable && !Transient.IsBusy(e)),
            MaxRetryAttempts = 4,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
        })
        .Build();

    /// <summary>The model of a run.</summary>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="CommandException">A service is missing, or the model is, or it was refused.</exception>
    public async Task<Wire.Model> FindModelAsync(CancellationToken cancellation)
    {
        try
        {
            await AskCertifierAsync(cancellation);
        }
        catch (RpcException exception)
        {
            throw Unreachable("certifier", services.CertifierAddress, exception);
        }

        var sampler = new Wire.SamplerService.SamplerServiceClient(services.Sampler);
        try
        {
            return (await AskAsync(
                options => sampler.GetModelAsync(new() { Name = services.Model }, options), cancellation)).Model;
        }
        catch (RpcException exception)
        {
            throw Translated(exception);
        }
    }

    /// <summary>Whether the certifier answers, after a few seconds at most.</summary>
    public async Task<bool> CertifierAnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await AskCertifierAsync(cancellation);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    /// <summary>The grid of a model.</summary>
    public static Grid GridOf(Wire.Model model) => GridOf(model.Grid);

    /// <summary>A grid.</summary>
    public static Grid GridOf(Wire.Grid grid)
    {
        var (origin, step) = (grid.Origin, grid.Step);
        return new(
            new(origin.Numerator, origin.Denominator), new(step.Numerator, step.Denominator), grid.MinLevel,
            grid.MaxLevel);
    }

    /// <summary>The slack of the noise table for a model's inputs.</summary>
    /// <exception cref="CommandException">The noise is too small or too large for the model's grid.</exception>
    public static double Slack(Wire.Model model, NoiseLaw law) =>
        NoiseUnits.Slack(law, GridOf(model), Dimension(model), model.Name);

    /// <summary>Number of coordinates of a model's inputs.</summary>
    public static long Dimension(Wire.Model model) => model.Shape.Aggregate(1L, (product, extent) => product * extent);

    private async Task AskCertifierAsync(CancellationToken cancellation)
    {
        var health = new Health.HealthClient(services.Certifier);
        await AskAsync(options => health.CheckAsync(new() { Service = CertifierName }, options), cancellation);
    }

    private static async Task<T> AskAsync<T>(
        Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await Patience.ExecuteAsync(
                async token => await call(new(deadline: Deadline(), cancellationToken: token)), cancellation);
        }
        catch (RpcException exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellation);
        }
    }

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + AnswerTime;

    private CommandException Translated(RpcException exception) => exception.StatusCode switch
    {
        StatusCode.FailedPrecondition =>
            new(ExitCode.ModelRefused, $"the model was refused: {exception.Status.Detail}", exception),
        StatusCode.NotFound or StatusCode.InvalidArgument =>
            new(ExitCode.Usage, $"--model: {exception.Status.Detail}", exception),
        _ => Unreachable("sampler", services.SamplerAddress, exception),
    };

    private static CommandException Unreachable(string service, Uri address, RpcException exception) =>
        exception.StatusCode is StatusCode.Unimplemented or StatusCode.NotFound
            ? new(ExitCode.Unreachable, $"--{service}: what answers at {address} is no {service}", exception)
            : new(
                ExitCode.Unreachable,
                $"--{service}: the {service} at {address} does not answer: {RpcReason.Of(exception)}",
                exception);
}
