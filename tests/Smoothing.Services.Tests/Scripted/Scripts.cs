using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Smoothing.Draws.Identity;
using Smoothing.Hosting;
using Smoothing.Services.Tests.Asking;
using Smoothing.V1;
using SampleSource = Smoothing.V1.SampleSource;

namespace Smoothing.Services.Tests.Scripted;

/// <summary>What scripted samplers do; their counts are those of linear_3, in reports of some draws each.</summary>
internal static class Scripts
{
    private const int ReportDraws = 10;
    private const int Http2Cancel = 8;

    /// <summary>Serves the whole range.</summary>
    public static Task Whole(
        SampleCountsRequest request, IServerStreamWriter<SampleCountsResponse> answers, ServerCallContext context) =>
        ReportAsync(request, answers, int.MaxValue);

    /// <summary>Breaks the stream in some way after a number of reports.</summary>
    public static Script BreakAfter(int reports, Break how) => async (request, answers, context) =>
    {
        if (reports > 0)
            await ReportAsync(request, answers, reports);
        if (how == Break.Quietly)
            return;
        if (how == Break.Connection)
            context.GetHttpContext().Connection.RequestClose();
        if (how == Break.Cancelled)
            context.GetHttpContext().Features.GetRequiredFeature<IHttpResetFeature>().Reset(Http2Cancel);
        if (how is Break.Stream or Break.Connection)
            context.GetHttpContext().Abort();
        throw new RpcException(new(StatusCode.Unavailable, "going away"));
    };

    /// <summary>Refuses the call.</summary>
    public static Script Refuse(RpcException error) => (_, _, _) => throw error;

    /// <summary>Refuses the call as a full sampler does.</summary>
    public static Script Full(double seconds) =>
        Refuse(RichErrors.ResourceExhausted("full; try again later", TimeSpan.FromSeconds(seconds)));

    /// <summary>Sends answers as they are, whatever was asked for.</summary>
    public static Script Send(params SampleCountsResponse[] sent) => async (_, answers, _) =>
    {
        foreach (var answer in sent)
            await answers.WriteAsync(answer);
    };

    /// <summary>Serves one report with a source that was changed.</summary>
    public static Script From(Action<SampleSource> change) => async (request, answers, _) =>
    {
        var source = SourceOf(request);
        change(source);
        await answers.WriteAsync(new() { Source = source });
        await answers.WriteAsync(new() { Counts = Recomputed.Linear(request) });
    };

    /// <summary>The source of a request's counts.</summary>
    public static SampleSource SourceOf(SampleCountsRequest request)
    {
        var digest = Digest.OfLevels([.. request.Input.Levels.Select(level => (int)level)]);
        return new()
        {
            Model = request.Model,
            ModelVersion = "1",
            ModelSha256 = ByteString.CopyFrom(new byte[Digest.Length]),
            InputSha256 = ByteString.CopyFrom(digest.ToBytes()),
            Dimension = 4,
            Classes = 3,
            Noise = request.Noise,
            RunSeed = request.RunSeed,
            Seed = ByteString.CopyFrom(Seed.ForInput(new Seed(request.RunSeed.Span), digest).ToBytes()),
            Fingerprint = new() { Engine = "scripted", TileSize = 16 },
        };
    }

    private static async Task ReportAsync(
        SampleCountsRequest request, IServerStreamWriter<SampleCountsResponse> answers, int reports)
    {
        await answers.WriteAsync(new() { Source = SourceOf(request) });
        var (first, end) = (request.Draws.First, request.Draws.First + request.Draws.Count);
        for (; first < end && reports > 0; first += ReportDraws, reports--)
        {
            var range = new DrawRange { First = first, Count = Math.Min(ReportDraws, end - first) };
            await answers.WriteAsync(new() { Counts = Recomputed.Linear(request.With(r => r.Draws = range)) });
        }
    }
}
