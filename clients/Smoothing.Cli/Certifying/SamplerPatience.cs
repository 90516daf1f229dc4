using Smoothing.Client.Counting;
using Smoothing.Client.Retrying;
using Wire = Smoothing.V1;

namespace Smoothing.Cli.Certifying;

/// <summary>
/// Waits for a sampler that stopped answering as long as the user allows, but once: until it answers again, the inputs
/// that follow try it without waiting, so that a run of many inputs ends.
/// </summary>
/// <param name="sampler">The sampler.</param>
/// <param name="longest">Longest wait, about.</param>
internal sealed class SamplerPatience(Wire.SamplerService.SamplerServiceClient sampler, TimeSpan longest)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.2), LongestDelay = TimeSpan.FromSeconds(5);

    private readonly CountsReader _patient = new(sampler, Options(longest), TimeProvider.System);
    private readonly CountsReader _brief = new(sampler, Options(TimeSpan.Zero), TimeProvider.System);
    private volatile bool _lost;

    /// <summary>What the next input counts with.</summary>
    public CountsReader Reader => _lost ? _brief : _patient;

    /// <summary>An input was counted.</summary>
    public void Answered() => _lost = false;

    /// <summary>An input was given up, because nobody answered; a sampler that is only busy is not lost.</summary>
    public void GaveUp() => _lost = true;

    /// <summary>Attempts whose delays, each twice the one before, add up to a time.</summary>
    public static RetryOptions Options(TimeSpan longest)
    {
        var attempts = 1;
        var delay = FirstDelay;
        for (var sum = delay; sum < longest; sum += delay)
        {
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks));
            attempts++;
        }

        return new(attempts, FirstDelay, LongestDelay);
    }
}
