using Grpc.Core;

namespace Smoothing.Cli.Certifying;

/// <summary>Why a call failed, on one line.</summary>
internal static class RpcReason
{
    /// <summary>What the service says or, when it could not be reached, what the system says.</summary>
    public static string Of(RpcException exception)
    {
        var cause = exception.Status.DebugException;
        while (cause?.InnerException is { } inner)
            cause = inner;
        var reason = exception.StatusCode == StatusCode.DeadlineExceeded
            ? "no answer in time"
            : cause?.Message ?? exception.Status.Detail;
        return reason.ReplaceLineEndings(" ").TrimEnd('.');
    }
}
