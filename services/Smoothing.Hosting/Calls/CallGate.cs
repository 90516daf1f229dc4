using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Smoothing.Hosting;

/// <summary>Refuses calls while the service stops or is full, before their message is read into memory.</summary>
internal sealed class CallGate(
    RequestDelegate next, Drain drain, IOptions<HostingOptions> options, ILogger<CallGate> logger)
{
    public const string StoppingMessage = "the service is stopping; send the call again, it will reach another one";

    private readonly int _limit = options.Value.MaxConcurrentCalls;
    private int _open;

    public static bool IsHealth(string method) =>
        method.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal);

    public static bool IsCall(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is true;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsLimited(context.Request))
        {
            await next(context);
            return;
        }

        if (drain.HasBegun)
        {
            await RefuseAsync(context.Response, RichErrors.Unavailable(StoppingMessage));
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _open) <= _limit)
                await next(context);
            else
                await RefuseAsync(context.Response, Full(context.Request.Path));
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static bool IsLimited(HttpRequest request) =>
        IsCall(request) && !IsHealth(request.Path.Value ?? string.Empty);

    private RpcException Full(string path)
    {
        HostingLog.TooManyCalls(logger, path, _limit);
        return RichErrors.ResourceExhausted(
            string.Create(CultureInfo.InvariantCulture, $"all {_limit} calls that fit are open; try again later"),
            TimeSpan.FromSeconds(1));
    }

    /// <summary>A status without a body, which gRPC calls "Trailers-Only".</summary>
    private static Task RefuseAsync(HttpResponse response, RpcException error)
    {
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)error.StatusCode).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = StatusText.PercentEncode(error.Status.Detail);
        foreach (var trailer in error.Trailers.Where(trailer => trailer.IsBinary))
            response.Headers[trailer.Key] = Convert.ToBase64String(trailer.ValueBytes);
        return response.CompleteAsync();
    }
}
