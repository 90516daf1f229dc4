namespace Smoothing.Sampling.Scheduling;

/// <summary>No further request fits beside those that are under way.</summary>
public sealed class QueueFullException : Exception
{
    private QueueFullException(string message)
        : base(message)
    {
    }

    /// <summary>Whether the limit that was met is that of the bytes, and not that of the requests.</summary>
    public bool IsOfBytes { get; private init; }

    /// <summary>Whether the same request fits once others have ended.</summary>
    public bool MayFitLater { get; private init; } = true;

    /// <summary>As many requests as the sampler takes are under way.</summary>
    /// <param name="limit">Requests that the sampler takes.</param>
    internal static QueueFullException Requests(int limit) =>
        new($"{limit} requests are under way, which is all that this sampler takes at once");

    /// <summary>The requests that are under way leave too few bytes for another.</summary>
    /// <param name="needed">Bytes that the request would hold.</param>
    /// <param name="held">Bytes that the requests under way hold.</param>
    /// <param name="limit">Bytes that all requests may hold.</param>
    internal static QueueFullException Bytes(long needed, long held, long limit) => new(FormattableString.Invariant(
        $"the request would hold {needed} bytes; all requests of this sampler hold at most {limit}, ")
        + (needed > limit
            ? "so that it never fits"
            : FormattableString.Invariant($"and those under way leave {limit - held}")))
    {
        IsOfBytes = true,
        MayFitLater = needed <= limit,
    };
}
