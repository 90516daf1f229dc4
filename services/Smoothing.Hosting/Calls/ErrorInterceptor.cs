using System.Security.Cryptography;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace Smoothing.Hosting;

/// <summary>
/// Ends calls when the service stops, and turns every exception into a status: the service's own RpcException as it
/// is, cancellation into CANCELLED, DEADLINE_EXCEEDED or UNAVAILABLE, and anything else into INTERNAL with an id and
/// no text.
/// </summary>
internal sealed class ErrorInterceptor(Drain drain, TimeProvider time, ILogger<ErrorInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        using var call = new DrainableContext(context, CallGate.IsHealth(context.Method) ? default : drain.Calls);
        try
        {
            return await continuation(request, call);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        StreamAsync(context, call => continuation(
            request, new DrainableWriter<TResponse>(responseStream, call.CancellationToken), call));

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var call = new DrainableContext(context, drain.Streams);
        try
        {
            return await continuation(new DrainableReader<TRequest>(requestStream, call.CancellationToken), call);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        StreamAsync(context, call => continuation(
            new DrainableReader<TRequest>(requestStream, call.CancellationToken),
            new DrainableWriter<TResponse>(responseStream, call.CancellationToken),
            call));

    private async Task StreamAsync(ServerCallContext context, Func<DrainableContext, Task> run)
    {
        var isHealth = CallGate.IsHealth(context.Method);
        using var call = new DrainableContext(context, isHealth ? default : drain.Streams);
        try
        {
            await run(call);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }

        // A handler that saw the cancellation may have returned early: OK would call a cut stream complete.
        if (drain.HasBegun && !isHealth)
            throw Stopping();
    }

    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        var isCancellation = exception is OperationCanceledException or IOException;
        if (isCancellation && context.CancellationToken.IsCancellationRequested)
            return context.Deadline <= time.GetUtcNow().UtcDateTime
                ? new RpcException(new Status(StatusCode.DeadlineExceeded, "the deadline passed"))
                : new RpcException(new Status(StatusCode.Cancelled, "the client cancelled the call"));
        if (isCancellation && drain.HasBegun)
            return Stopping();

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        HostingLog.UnexpectedException(logger, exception, context.Method, id);
        return new RpcException(
            new Status(StatusCode.Internal, $"internal error, see the service's log, id {id}"));
    }

    private static RpcException Stopping() => RichErrors.Unavailable(CallGate.StoppingMessage);
}
