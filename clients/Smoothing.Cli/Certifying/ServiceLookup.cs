using Grpc.Core;
using Grpc.Health.V1;
using Polly;
using Polly.Retry;
using Smoothing.Cli.Embedding;
using Smoothing.Draws.Grids;
using Smoothing.Draws.Laws;
using Smoothing.Draws.Tables;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>Finds out, before any draw, that both services answer and what the model is.</summary>
internal sealed class ServiceLookup(EmbeddedServices services)
{
    private const string CertifierName = "smoothing.v1.CertifierService";

    // A service that has just started may load its models first.
    private static readonly ResiliencePipeline Patience = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<RpcException>(e => e.StatusCode == StatusCode.Unavailable),
            MaxRetryAttempts = 5,
            Delay = TimeSpan.FromMilliseconds(200),
            BackoffType = DelayBackoffType.Exponential,
        })
        .Build();

    /// <summary>The model of a run.</summary>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="CommandException">There is no such model, it was refused, or a service does not answer.</exception>
    public async Task<Wire.Model> FindModelAsync(CancellationToken cancellation)
    {
        try
        {
            await Patience.ExecuteAsync(
                async token => await new Health.HealthClient(services.Certifier).CheckAsync(
                    new HealthCheckRequest { Service = CertifierName }, cancellationToken: token),
                cancellation);
        }
        catch (RpcException exception)
        {
            throw new CommandException(
                ExitCode.Unreachable, $"the certifier does not answer: {exception.Status.Detail}", exception);
        }

        var sampler = new Wire.SamplerService.SamplerServiceClient(services.Sampler);
        try
        {
            return await Patience.ExecuteAsync(
                async token => (await sampler.GetModelAsync(
                    new Wire.GetModelRequest { Name = services.Model }, cancellationToken: token)).Model,
                cancellation);
        }
        catch (RpcException exception)
        {
            throw Translated(exception);
        }
    }

    /// <summary>The slack of the noise table for a model's inputs.</summary>
    /// <exception cref="CommandException">The noise is too small or too large for the model's grid.</exception>
    public static double Slack(Wire.Model model, GaussianLaw law)
    {
        var (origin, step) = (model.Grid.Origin, model.Grid.Step);
        var grid = new Grid(
            new(origin.Numerator, origin.Denominator), new(step.Numerator, step.Denominator), model.Grid.MinLevel,
            model.Grid.MaxLevel);
        if (GridNoise.Covers(law, grid))
            return GridNoise.Slack(law, grid, model.Shape.Aggregate(1L, (product, extent) => product * extent));
        var unit = (double)step.Numerator / step.Denominator;
        throw new CommandException(ExitCode.Usage, FormattableString.Invariant(
            $"--noise: a standard deviation of {law.StandardDeviation:R} is not in [{GridNoise.MinSteps * unit:G3}, {GridNoise.MaxSteps * unit:G3}], the range for the grid of {model.Name}"));
    }

    private static CommandException Translated(RpcException exception) => exception.StatusCode switch
    {
        StatusCode.FailedPrecondition =>
            new(ExitCode.ModelRefused, $"the model was refused: {exception.Status.Detail}", exception),
        StatusCode.NotFound or StatusCode.InvalidArgument =>
            new(ExitCode.Usage, $"--model: {exception.Status.Detail}", exception),
        _ => new(ExitCode.Unreachable, $"the sampler does not answer: {exception.Status.Detail}", exception),
    };
}
