using System.Diagnostics.Metrics;

namespace Smoothing.Hosting;

/// <summary>Which instruments are exported: the services' own, the runtime's, and a few of the web server's.
/// </summary>
internal static class Instruments
{
    private const string Own = "Smoothing.";
    private const string Runtime = "System.Runtime";

    // The rest of theirs tells less than the calls do, and shows a failed call as HTTP 200.
    private static readonly string[] OfServer =
    [
        "http.server.active_requests", "kestrel.active_connections", "kestrel.queued_connections",
        "kestrel.rejected_connections",
    ];

    /// <summary>Names of the meters; * stands for the rest of a name.</summary>
    public static string[] Meters { get; } =
        [$"{Own}*", Runtime, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>Whether a service exports an instrument.</summary>
    /// <param name="instrument">An instrument of one of the meters.</param>
    /// <param name="own">The service's own factory: meters of other services of this process are theirs.</param>
    public static bool Exports(Instrument instrument, IMeterFactory own) =>
        instrument.Meter.Name == Runtime
        || (ReferenceEquals(instrument.Meter.Scope, own)
            && (instrument.Meter.Name.StartsWith(Own, StringComparison.Ordinal) || OfServer.Contains(instrument.Name)));
}
