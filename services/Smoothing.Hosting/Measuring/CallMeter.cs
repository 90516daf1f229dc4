using System.Globalization;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Smoothing.Hosting;

/// <summary>Measures calls by the status that goes to the client.</summary>
/// <remarks>
/// An interceptor would not see what is answered before and beside it: calls that the gate refuses, messages that are
/// too long, methods that do not exist, and deadlines.
/// </remarks>
internal sealed class CallMeter(RequestDelegate next, CallMetrics metrics, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!CallGate.IsCall(context.Request))
        {
            await next(context);
            return;
        }

        var started = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            metrics.Ended(Method(context), Status(context), time.GetElapsedTime(started));
        }
    }

    private static string Method(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is { Method.FullName: var name }
            ? name.TrimStart('/')
            : CallMetrics.OtherMethod;

    /// <summary>The status in the trailers, or in the headers of an answer that has nothing else.</summary>
    private static StatusCode Status(HttpContext context)
    {
        const string Name = "grpc-status";
        var trailers = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        var text = trailers?.TryGetValue(Name, out var trailer) is true ? trailer : context.Response.Headers[Name];
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            return (StatusCode)status;
        return context.RequestAborted.IsCancellationRequested ? StatusCode.Cancelled : StatusCode.Unknown;
    }
}
