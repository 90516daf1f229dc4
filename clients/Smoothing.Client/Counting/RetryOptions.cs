namespace Smoothing.Client.Counting;

/// <summary>How often and how long to wait for a sampler that does not answer.</summary>
/// <param name="Attempts">Attempts after the first without any progress. At least 1.</param>
/// <param name="FirstDelay">Wait before the second attempt; each further one doubles it.</param>
/// <param name="LongestDelay">Longest wait between two attempts.</param>
public sealed record RetryOptions(int Attempts, TimeSpan FirstDelay, TimeSpan LongestDelay)
{
    /// <summary>Eight attempts over about half a minute.</summary>
    public static RetryOptions Default { get; } = new(8, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10));
}
