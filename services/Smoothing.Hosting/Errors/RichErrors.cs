using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Smoothing.Hosting;

/// <summary>Errors with google.rpc details. Throw what a method returns. Messages are cut at 1000 bytes.</summary>
public static class RichErrors
{
    /// <summary>NOT_FOUND with google.rpc.ResourceInfo.</summary>
    /// <param name="resourceType">Kind of the resource, such as "model".</param>
    /// <param name="resourceName">Its name as it was asked for, such as "models/cnn".</param>
    /// <param name="hint">What to do, a sentence without its full stop.</param>
    /// <returns>The error.</returns>
    public static RpcException NotFound(string resourceType, string resourceName, string? hint = null)
    {
        var name = StatusText.Shorten(resourceName, 200);
        var message = $"There is no {resourceType} '{name}'" + (hint is null ? "" : $"; {hint}");
        return Create(StatusCode.NotFound, message, new ResourceInfo
        {
            ResourceType = resourceType,
            ResourceName = name,
        });
    }

    /// <summary>FAILED_PRECONDITION with google.rpc.PreconditionFailure.</summary>
    /// <param name="type">Kind of the condition in capitals, such as "MODEL_REFUSED".</param>
    /// <param name="subject">What fails it, such as "models/cnn".</param>
    /// <param name="description">How it fails it, and what to do.</param>
    /// <returns>The error.</returns>
    public static RpcException FailedPrecondition(string type, string subject, string description)
    {
        var failure = new PreconditionFailure.Types.Violation
        {
            Type = StatusText.Shorten(type, 100),
            Subject = StatusText.Shorten(subject, 200),
            Description = StatusText.Shorten(description, 800),
        };
        return Create(
            StatusCode.FailedPrecondition,
            $"{failure.Subject}: {failure.Description}",
            new PreconditionFailure { Violations = { failure } });
    }

    /// <summary>RESOURCE_EXHAUSTED, with google.rpc.RetryInfo when a delay is given.</summary>
    /// <param name="message">Which limit was met, and what would fit.</param>
    /// <param name="retryDelay">When to try again; above zero. Null says that trying again will not help.</param>
    /// <returns>The error.</returns>
    public static RpcException ResourceExhausted(string message, TimeSpan? retryDelay) =>
        retryDelay is { } delay
            ? Create(StatusCode.ResourceExhausted, message, Retry(delay))
            : new RpcException(new Grpc.Core.Status(StatusCode.ResourceExhausted, StatusText.Fit(message)));

    /// <summary>UNAVAILABLE, with google.rpc.RetryInfo when a delay is given.</summary>
    /// <param name="message">Why, and what to do.</param>
    /// <param name="retryDelay">When to try again; above zero. Null lets the client choose.</param>
    /// <returns>The error.</returns>
    public static RpcException Unavailable(string message, TimeSpan? retryDelay = null) =>
        retryDelay is { } delay
            ? Create(StatusCode.Unavailable, message, Retry(delay))
            : new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, StatusText.Fit(message)));

    internal static RpcException InvalidArgument(string message, BadRequest detail) =>
        Create(StatusCode.InvalidArgument, message, detail);

    private static RetryInfo Retry(TimeSpan delay) => new() { RetryDelay = Duration.FromTimeSpan(delay) };

    private static RpcException Create(StatusCode code, string message, IMessage detail) => new Google.Rpc.Status
    {
        Code = (int)code,
        Message = StatusText.Fit(message),
        Details = { Any.Pack(detail) },
    }.ToRpcException();
}
