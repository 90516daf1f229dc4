namespace Smoothing.Client.Retrying;

/// <summary>How often and how long to wait for a service.</summary>
/// <param name="Attempts">
/// Attempts after the first at a service that does not answer, without any progress. At least 1.
/// </param>
/// <param name="FirstDelay">Wait before the second attempt; each further one doubles it.</param>
/// <param name="LongestDelay">Longest wait between two attempts, also when a service asks for more.</param>
public sealed record RetryOptions(int Attempts, TimeSpan FirstDelay, TimeSpan LongestDelay)
{
    /// <summary>Eight attempts over about half a minute.</summary>
    public static RetryOptions Default { get; } = new(8, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10));

    /// <summary>
    /// Attempts after the first at a service that answers, and says when to come back: one that loads its models or is
    /// full. At least 1.
    /// </summary>
    /// <value>Default 600, which is ten minutes where it asks for a second.</value>
    public int BusyAttempts { get; init; } = 600;
}
