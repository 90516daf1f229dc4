using Grpc.Core;
using Microsoft.Extensions.Options;
using Smoothing.Hosting;
using Smoothing.Sampler.Models;
using Smoothing.Sampling;
using Smoothing.Sampling.Scheduling;
using Smoothing.V1;

namespace Smoothing.Sampler.Calls;

/// <summary>The calls of the sampler: validate, map, count, map.</summary>
internal sealed class SamplerGrpcService(
    ModelCatalog catalog,
    SamplingEngine engine,
    IOptions<SamplerOptions> options,
    ILogger<SamplerGrpcService> logger) : SamplerService.SamplerServiceBase
{
    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) =>
        Task.FromResult(ModelPages.Page(catalog.Require(), request));

    public override Task<GetModelResponse> GetModel(GetModelRequest request, ServerCallContext context)
    {
        var models = catalog.Require();
        var violations = new Violations();
        var name = ResourceName.Parse(request.Name, "name", violations);
        violations.ThrowIfAny();
        return Task.FromResult(new GetModelResponse { Model = SamplerMapping.ToWire(models.Require(name!)) });
    }

    public override async Task SampleCounts(
        SampleCountsRequest request,
        IServerStreamWriter<SampleCountsResponse> responseStream,
        ServerCallContext context)
    {
        var models = catalog.Require();
        var name = SampleCountsValidation.Validate(request, models, options.Value.MaxInputBytes);
        var model = models.Require(name).WithDigest(request.ModelSha256.Span);
        using var run = Start(SamplerMapping.ToDomain(request, model));
        // The message lives as long as the call, which may be read slowly; the engine has what it needs of the input.
        request.Input = null;
        await responseStream.WriteAsync(new() { Source = SamplerMapping.ToWire(run.Source) });
        await WriteAsync(run, responseStream, context.CancellationToken);
    }

    private SampleRun Start(SampleRequest request)
    {
        try
        {
            return engine.Start(request);
        }
        catch (QueueFullException exception)
        {
            SamplerLog.QueueFull(logger, exception.Message, SettingOf(exception));
            throw SamplerErrors.Full(exception);
        }
    }

    private static string SettingOf(QueueFullException exception) => "Sampler:"
        + (exception.IsOfBytes ? nameof(SamplerOptions.MaxQueueBytes) : nameof(SamplerOptions.QueueLimit));

    private async Task WriteAsync(
        SampleRun run, IServerStreamWriter<SampleCountsResponse> responseStream, CancellationToken cancellation)
    {
        try
        {
            await foreach (var counts in run.Counts.WithCancellation(cancellation))
                await responseStream.WriteAsync(new() { Counts = SamplerMapping.ToWire(counts) }, cancellation);
        }
        catch (ModelException exception)
        {
            SamplerLog.ModelFailed(logger, run.Source.Model, exception.Message);
            throw SamplerErrors.Failed(run.Source.Model, exception);
        }
    }
}
