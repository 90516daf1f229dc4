using Google.Rpc;
using Grpc.Core;
using Polly;
using Polly.Retry;

namespace Smoothing.Client.Retrying;

/// <summary>Errors after which the same call may succeed, and the waiting for that.</summary>
public static class Transient
{
    // Seconds. A service that asks for no wait at all is not hammered.
    private const double LeastDelay = 0.05;

    /// <summary>Whether the same call may succeed later.</summary>
    /// <remarks>
    /// A service that is full says when to come back; without that, a message is too long and stays so. A connection
    /// that breaks inside a stream looks like CANCELLED, or like an INTERNAL that this side made.
    /// </remarks>
    public static bool Is(RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.StatusCode switch
        {
            StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Cancelled => true,
            StatusCode.ResourceExhausted => IsBusy(exception),
            StatusCode.Internal => exception.Status.DebugException is not null,
            _ => false,
        };
    }

    /// <summary>Whether a service that answers said when to come back.</summary>
    public static bool IsBusy(RpcException exception) => Asked(exception) is not null;

    /// <summary>Waits and tries again: with growing delays while nobody answers, and as a busy service asks.</summary>
    /// <param name="options">How often and how long.</param>
    /// <param name="time">The clock that waits.</param>
    internal static ResiliencePipeline Pipeline(RetryOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RpcException>(error => Is(error) && IsBusy(error)),
                MaxRetryAttempts = options.BusyAttempts,
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    Clamp(Asked((RpcException)arguments.Outcome.Exception!)!.Value, options)),
            })
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RpcException>(error => Is(error) && !IsBusy(error)),
                MaxRetryAttempts = options.Attempts,
                BackoffType = DelayBackoffType.Exponential,
                Delay = options.FirstDelay,
                MaxDelay = options.LongestDelay,
                UseJitter = true,
            })
            .Build();

    // Added up here, because what a stranger sends may be out of the range of a Duration.
    private static double? Asked(RpcException exception)
    {
        try
        {
            var delay = exception.GetRpcStatus()?.GetDetail<RetryInfo>()?.RetryDelay;
            return delay is null ? null : delay.Seconds + delay.Nanos * 1e-9;
        }
        catch (Google.Protobuf.InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static TimeSpan Clamp(double seconds, RetryOptions options) => TimeSpan.FromSeconds(
        Math.Min(Math.Max(seconds, LeastDelay), options.LongestDelay.TotalSeconds));
}
