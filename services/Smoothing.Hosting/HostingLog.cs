using Microsoft.Extensions.Logging;

namespace Smoothing.Hosting;

/// <summary>Every message of this project. Event ids 1000 to 1099.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(
        1000, LogLevel.Error, "{Method} failed with an unexpected exception, answered INTERNAL with id {Id}.")]
    public static partial void UnexpectedException(ILogger logger, Exception exception, string method, string id);

    [LoggerMessage(
        1001, LogLevel.Warning, "{Method} was refused: {Limit} calls are open (Hosting:MaxConcurrentCalls).")]
    public static partial void TooManyCalls(ILogger logger, string method, int limit);

    [LoggerMessage(1002, LogLevel.Information, "Ready.")]
    public static partial void Ready(ILogger logger);

    [LoggerMessage(1003, LogLevel.Information, "Not ready: {Reasons}.")]
    public static partial void NotReady(ILogger logger, string reasons);
}
