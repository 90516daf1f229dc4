using Smoothing.Draws.Counting;

namespace Smoothing.Client.Counting;

/// <summary>Some draws could not be counted. Nothing that was counted is lost, and what is missing is said.</summary>
public sealed class IncompleteCountsException : Exception
{
    internal IncompleteCountsException(DrawRange asked, DrawRange missing, string reason, Exception? cause = null)
        : base($"draws {missing} of {asked} are missing: {reason}", cause) => (Asked, Missing) = (asked, missing);

    /// <summary>The draws that were asked for.</summary>
    public DrawRange Asked { get; }

    /// <summary>The draws that were not counted; those before them were.</summary>
    public DrawRange Missing { get; }
}
