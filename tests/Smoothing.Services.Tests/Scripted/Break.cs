namespace Smoothing.Services.Tests.Scripted;

/// <summary>Ways in which a stream may end too early.</summary>
public enum Break
{
    /// <summary>With the status UNAVAILABLE.</summary>
    Unavailable,

    /// <summary>The stream is reset.</summary>
    Stream,

    /// <summary>The stream is reset and the connection closes.</summary>
    Connection,

    /// <summary>The stream is reset as cancelled, which nobody on this side did; proxies do so.</summary>
    Cancelled,

    /// <summary>With OK, as if all was said.</summary>
    Quietly,
}
