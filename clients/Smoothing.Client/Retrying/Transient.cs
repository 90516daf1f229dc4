using Google.Rpc;
using Grpc.Core;
using Polly;
using Polly.Retry;

namespace Smoothing.Client.Retrying;

/// <summary>Errors after which the same call may succeed, and the waiting for that.</summary>
public static class Transient
{
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

    // In seconds and not as a Duration: what a stranger sends may be no duration at all.
    private static double? Asked(RpcException exception)
    {
        try
        {
            return exception.GetRpcStatus()?.GetDetail<RetryInfo>()?.RetryDelay?.Seconds;
        }
        catch (Google.Protobuf.InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static TimeSpan Clamp(double seconds, RetryOptions options) => TimeSpan.FromSeconds(
        Math.Clamp(seconds, options.FirstDelay.TotalSeconds, options.LongestDelay.TotalSeconds));
}
