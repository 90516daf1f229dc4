using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;

namespace Smoothing.Hosting;

/// <summary>How long calls took and what they were answered.</summary>
/// <remarks>
/// Names, attributes and which statuses are errors of a server: OpenTelemetry semantic conventions 1.40, "RPC metrics"
/// and "gRPC". Their bounds of the histogram end at 10 s; streams of counts last longer.
/// </remarks>
internal sealed class CallMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Smoothing.Hosting";

    /// <summary>Stands for every method that this service does not have: clients choose those names.</summary>
    public const string OtherMethod = "_OTHER";

    private static readonly string[] Names =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
        "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
        "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    private readonly Histogram<double> _duration;

    public CallMetrics(IMeterFactory meters) => _duration = meters.Create(MeterName).CreateHistogram(
        "rpc.server.call.duration",
        "s",
        "Duration of calls, streams to their end.",
        tags: null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
            [
                0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 25, 50, 100, 250, 500, 1000,
            ],
        });

    /// <summary>Records a call that has ended.</summary>
    /// <param name="method">Its full name, or <see cref="OtherMethod"/>.</param>
    /// <param name="status">What it was answered.</param>
    /// <param name="duration">How long it took.</param>
    public void Ended(string method, StatusCode status, TimeSpan duration)
    {
        var name = (int)status < Names.Length ? Names[(int)status] : Names[(int)StatusCode.Unknown];
        var tags = new TagList
        {
            { "rpc.system.name", "grpc" },
            { "rpc.method", method },
            { "rpc.response.status_code", name },
        };
        if (IsError(status))
            tags.Add("error.type", name);
        _duration.Record(duration.TotalSeconds, tags);
    }

    private static bool IsError(StatusCode status) => status is StatusCode.Unknown or StatusCode.DeadlineExceeded
        or StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unavailable or StatusCode.DataLoss;
}
